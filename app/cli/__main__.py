"""`python -m app.cli`."""

from app.cli import main

if __name__ == "__main__":  # a worker imports this module too, by another name
    main()
