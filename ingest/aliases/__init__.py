"""Other names that a text gives to what it speaks of: 高新技术企业（以下简称“高企”）."""
