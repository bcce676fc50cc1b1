"""From what people write to what the catalogue holds: names, money, time, statements, postings."""
