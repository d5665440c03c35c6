"""Writing a whole file, so that an unfinished one never stands under its name."""

from pathlib import Path

from policytext.errors import ConfigError


def write_file(target: Path, content: bytes) -> None:
    """Write the file at once.

    Raises:
        ConfigError: it cannot be written there.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        raise ConfigError(f"{target}: {error.strerror}", "name a file in a folder that you can write to") from error
