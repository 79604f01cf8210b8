"""The subcommands of ``folkmoot`` that need the site. Django is imported only when one of them runs."""
