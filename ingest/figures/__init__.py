"""Parts of reading figures: numerals, units, comparators, dates, and names that hold digits."""
