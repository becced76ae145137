from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment says, each in a variable that begins with <<prefix>>_."""

    model_config = SettingsConfigDict(env_prefix="<<prefix>>_")

    log_level: str = "INFO"
<<#http>>
    host: str = "<<host>>"
    prometheus_port: int = <<prometheusPort>>
<</http>>
<<#database>>
    database_url: str = "postgresql+asyncpg://huleedu:huleedu@localhost:<<databasePort>>/<<databaseName>>"
<</database>>
