"""Who uses the assistant: users, login, what they did, and how much they may ask."""
