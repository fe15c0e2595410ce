"""What a document says of itself: title, issuers, number, dates, validity, level, kind; `details` reads them all."""
