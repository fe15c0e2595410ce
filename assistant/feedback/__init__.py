"""What users say of answers, kept and exported as rows for evaluation."""
