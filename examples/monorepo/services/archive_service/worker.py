import asyncio
import os
import signal

from aiokafka import AIOKafkaConsumer


async def main() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    consumer = AIOKafkaConsumer(
        "essay.archived", bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"]
    )
    await consumer.start()
    try:
        while not stop.is_set():
            await consumer.getmany(timeout_ms=1000)
    finally:
        await consumer.stop()


if __name__ == "__main__":
    asyncio.run(main())
