"""`policytext completion`: the script that makes a shell complete commands and options."""

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash:  policytext completion bash >> ~/.bashrc
    zsh:   policytext completion zsh >> ~/.zshrc
    fish:  policytext completion fish > ~/.config/fish/completions/policytext.fish
    """
    from click.shell_completion import get_completion_class

    from policytext.cli.main import main

    completer = get_completion_class(shell)
    assert completer is not None  # the choice above names shells that Click knows
    click.echo(completer(main, {}, "policytext", "_POLICYTEXT_COMPLETE").source())
