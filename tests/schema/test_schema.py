#!/usr/bin/env python3
"""The JSON Schema that `meamsim schema` prints: every shipped file obeys it, every bad one breaks it.

    /usr/bin/python3 test_schema.py build/release/experiments/meamsim
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

import jsonschema

TOP = pathlib.Path(__file__).resolve().parents[2]
# mistakes in keys, kinds of values and fixed words, which a schema can see; the rest is about meaning
SEEN = {"E104", "E106", "E113"}


def schema_of(program):
    printed = subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout
    return json.loads(printed)


def plain(value):
    """Dates as texts: JSON has none."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value if isinstance(value, (str, int, float, bool)) else {"date": str(value)}


def read(file):
    return plain(tomllib.loads(file.read_text(encoding="utf-8-sig")))


def faults(validator, file):
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(read(file))]


def shipped():
    yield from sorted((TOP / "experiments/library").rglob("*.toml"))
    yield TOP / "tests/golden/town.toml"
    yield TOP / "tests/data/invalid_models/library/sound.toml"


def test_the_schema_is_one(schema, validator):
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_definition_is_used_and_every_reference_leads_somewhere(schema, validator):
    used = set(re.findall(r'"#/\$defs/([a-z_]+)"', json.dumps(schema)))
    assert used == set(schema["$defs"]), used ^ set(schema["$defs"])


def test_every_key_says_what_it_means(schema, validator):
    for name, shape in schema["$defs"].items():
        for key, value in shape.get("properties", {}).items():
            if value != {"$ref": "#/$defs/text"} and key != "spread":
                assert value.get("description"), f"{name}.{key}"


def test_every_shipped_file_obeys(schema, validator):
    for file in shipped():
        found = faults(validator, file)
        assert not found, f"{file.name}: {found}"


def test_every_bad_file_about_keys_or_kinds_breaks_it(schema, validator):
    checked = 0
    for folder in ("tests/data/invalid_models", "tests/sim/input/bad"):
        for file in sorted((TOP / folder).glob("*.toml")) + sorted((TOP / folder).glob("E*/*.toml")):
            said = file.with_suffix(".txt").read_text(encoding="utf-8")
            said = said.replace("error[E104]: unknown", "error[E302]: unknown")  # in a text, which holds any
            mistakes = re.findall(r"^error\[(E\d+)\].*\n +--> (\S+)", said, re.MULTILINE)
            about_the_file = any(code in SEEN and where.startswith(file.name) for code, where in mistakes)
            if about_the_file and "E100" not in said:
                assert faults(validator, file), f"{file.name} obeys, but {said.splitlines()[0]}"
                checked += 1
    assert checked >= 15, f"only {checked} bad files are about keys or kinds"


def test_a_misspelt_key_breaks_it_in_every_table(schema, validator):
    closed = 0
    for name, shape in schema["$defs"].items():
        if shape.get("additionalProperties") is False:
            table = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})
            assert table.is_valid({}) and not table.is_valid({"no_such_key": 1}), name
            closed += 1
    assert closed >= 20


def test_units_are_those_of_the_number(schema, validator):
    def service(**keys):
        return {"service": {"gp": keys}}

    assert validator.is_valid(service(parked_for="26 weeks", workers="1 worker", written_off="40 %"))
    assert validator.is_valid(service(turnover={"value": 0.2, "unit": "1/year"}, threshold=2, hours_needed="1 hour/week"))
    assert not validator.is_valid(service(parked_for="26 weaks"))
    assert not validator.is_valid(service(threshold="two"))
    assert not validator.is_valid(service(threshold=5))
    assert not validator.is_valid(service(threshold={"value": 2, "sorce": "CR5.2"}))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    schema = schema_of(sys.argv[1])
    validator = jsonschema.Draft202012Validator(schema)
    passed, failed = 0, 0
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            try:
                test(schema, validator)
                passed += 1
            except Exception as error:  # noqa: BLE001  one failure does not hide the next
                failed += 1
                print(f"FAILED {name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
