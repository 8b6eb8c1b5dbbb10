"""The sources that come with Chibo, one TOML file each; read by ``crawler.load_sources(BUNDLED_SOURCES)``."""
