"""A back end that speaks the plain points form, as a team would write it with FastAPI: strict types, nothing beside what is named."""
import socket
from datetime import datetime
from typing import Optional, Union

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, Extra, StrictBool, StrictFloat, StrictInt, conint, conlist, constr

Number = Union[StrictInt, StrictFloat]
Whole = conint(strict=True, ge=0)


class Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class Video(Strict):
    bitrate: Whole
    packetLoss: Number
    jitter: Number
    framesDecodedPerSecond: Whole
    isFrozen: StrictBool


class Audio(Strict):
    bitrate: Whole
    packetLoss: Number
    jitter: Number


class Point(Strict):
    sessionId: constr(strict=True, min_length=1, max_length=128)
    timestamp: datetime
    rtt: Number
    availableOutgoingBitrate: Optional[Number]
    video: Optional[Video]
    audio: Optional[Audio]


class Points(Strict):
    metrics: conlist(Point, min_items=1)


app = FastAPI()


@app.post("/v1/telemetry/ingest", status_code=202)
def ingest(points: Points):
    return {"status": "accepted", "processed": len(points.metrics)}


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
