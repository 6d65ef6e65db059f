"""What every capability shares: errors, ids, names, dates, countries, documents."""
