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
