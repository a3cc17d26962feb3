# Every habit of this project, by name. `just` alone lists them.

export LEAKY_BUCKET_DATA := env("LEAKY_BUCKET_DATA", "/tmp/leaky-bucket-just")

[private]
default:
    @just --list --unsorted

# What the gate runs, all of it
[group('check')]
gate:
    bash .ci/run

# Format, lints and tests
[group('check')]
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test

# Rewrite the golden files, then show the diff, to be read line by line
[group('check')]
bless:
    INSTA_UPDATE=always LEAKY_BUCKET_BLESS=1 cargo test
    git diff --stat

# Two hundred random kills instead of the few in `cargo test`
[group('check')]
kills:
    LEAKY_BUCKET_KILLS=200 cargo test --test it kill

# Start the program with a throw-away folder
[group('look')]
demo:
    cargo run --release -- import tests/answers/weak.yaml tests/answers/mixed.yaml tests/answers/strong.yaml
    cargo run --release

# Build the reports of the three sample teams, and say where they are
[group('look')]
report:
    mkdir -p target/reports
    for team in weak mixed strong; do cargo run -q --release -- report tests/answers/$team.yaml --force -o target/reports/$team.pdf; done
    for team in weak mixed strong; do for form in html md text xlsx; do cargo run -q --release -- report tests/answers/$team.yaml --format $form --force -o target/reports/$team.$form; done; done

# What the program costs: CPU, memory, wake-ups
[group('measure')]
bench:
    cargo build --release
    python3 bench/measure.py target/release/leaky-bucket
    python3 bench/report.py target/release/leaky-bucket --warm
