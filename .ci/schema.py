"""The schema for editors accepts what the reader accepts."""
import json
import sys

import jsonschema
import yaml

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)


class Core(yaml.SafeLoader):
    """YAML 1.2 core: of the bare words, only true and false are truth values, and a day is a text."""


OLDER = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in OLDER]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false|True|False)$"), list("tTfF"))

for path in sys.argv[2:]:
    errors = list(jsonschema.Draft7Validator(schema).iter_errors(yaml.load(open(path, encoding="utf-8"), Core)))
    for error in errors[:10]:
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
    if errors:
        sys.exit(f"{path}: {len(errors)} faults under the schema")
    print(f"{path}: valid")
