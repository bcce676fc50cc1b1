"""Reading the catalogue files, keeping them in a database, and the snapshot that everything else works on."""
