"""How the served chat bears many people at once."""
