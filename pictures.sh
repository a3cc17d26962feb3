mkdir -p target/pictures
for form in pdf html; do target/debug/leaky-bucket --quiet report tests/answers/mixed.yaml --no-system-fonts --force -o target/pictures/mixed.$form; done
pdftoppm -r 80 -f 1 -l 1 -singlefile -png target/pictures/mixed.pdf docs/images/page-one
page=$(pdftotext target/pictures/mixed.pdf - | awk 'BEGIN {RS = "\f"} /Ask your sellers/ {print NR; exit}'); pdftoppm -r 80 -f $page -l $page -singlefile -png target/pictures/mixed.pdf docs/images/area-page
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=0.735 --window-size=900,1274 --screenshot=docs/images/web-page.png "file://$PWD/target/pictures/mixed.html"
