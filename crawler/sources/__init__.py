"""The sources that come with Chibo, one TOML file each; in ``crawler.BUNDLED_SOURCES``."""
