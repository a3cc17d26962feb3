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

# Start the program in a folder of its own, with three teams and three years of a fourth
[group('look')]
demo: years
    LEAKY_BUCKET_DATA=target/demo target/release/leaky-bucket import tests/answers/weak.yaml tests/answers/mixed.yaml tests/answers/strong.yaml
    LEAKY_BUCKET_DATA=target/demo target/release/leaky-bucket

# Three years of one team, with another edition in between: the comparison as text, JSON, CSV and PDF
[group('look')]
years:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --quiet --release
    rm -rf target/demo
    export LEAKY_BUCKET_DATA=target/demo
    lb=target/release/leaky-bucket
    $lb --quiet import tests/answers/years/2024.yaml tests/answers/years/2025.yaml --questionnaire tests/questionnaires/team-check-1.0.yaml
    $lb --quiet plan add fjord-supplies-2025 --leak keep_calls --owner Kim --by 2025-06-30 > /dev/null
    $lb --quiet plan add fjord-supplies-2025 --area numbers --what "Look at the numbers together every Monday" --owner Sam --by 2025-04-30 > /dev/null
    $lb --quiet plan done 1 fjord-supplies-2025 --date 2025-06-12
    $lb --quiet import tests/answers/years/2026.yaml --questionnaire tests/questionnaires/team-check.yaml
    years=(fjord-supplies-2024 fjord-supplies-2025 fjord-supplies-2026)
    $lb compare "${years[@]}"
    $lb compare "${years[@]}" --json > target/demo/years.json
    $lb compare "${years[@]}" --csv > target/demo/years.csv
    $lb report fjord-supplies-2026 --compare fjord-supplies-2025 --compare fjord-supplies-2024 --force -o target/demo/years.pdf

# Build the reports of the four sample teams in every form, and say where they are
[group('look')]
report:
    cargo build --quiet --release
    mkdir -p target/reports
    for team in weak mixed strong osaka; do for form in pdf html md txt csv xlsx; do target/release/leaky-bucket report tests/answers/$team.yaml --force -o target/reports/$team.$form; done; done

# Make the pictures in README anew: page one, the weakest area and the web page of the mixed team
[group('look')]
pictures:
    cargo build --quiet --release
    mkdir -p target/pictures
    for form in pdf html; do target/release/leaky-bucket --quiet report tests/answers/mixed.yaml --no-system-fonts --force -o target/pictures/mixed.$form; done
    pdftoppm -r 80 -f 1 -l 1 -singlefile -png target/pictures/mixed.pdf docs/images/page-one
    page=$(pdftotext target/pictures/mixed.pdf - | awk 'BEGIN {RS = "\f"} /Ask your sellers/ {print NR; exit}'); pdftoppm -r 80 -f $page -l $page -singlefile -png target/pictures/mixed.pdf docs/images/area-page
    chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=0.735 --window-size=900,1274 --screenshot=docs/images/web-page.png "file://$PWD/target/pictures/mixed.html"

# What the program costs: CPU, memory, wake-ups
[group('measure')]
bench:
    cargo build --release
    python3 bench/measure.py target/release/leaky-bucket
    python3 bench/report.py target/release/leaky-bucket --warm
