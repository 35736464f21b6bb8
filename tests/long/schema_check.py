"""Checks texts against a JSON Schema with an implementation that is not ours.
Standard input: {"schema": text, "texts": [text, ...]}; prints every fault."""
import json
import sys

from jsonschema import Draft202012Validator

given = json.load(sys.stdin)
schema = json.loads(given["schema"])
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for number, text in enumerate(given["texts"]):
    for error in validator.iter_errors(json.loads(text)):
        print(number, error.json_path, error.message)
