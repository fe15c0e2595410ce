"""Other assistants, measured beside this one."""
