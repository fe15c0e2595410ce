"""The documents behind the web pages: listed, browsed, and changed by one worker."""
