#!/bin/sh
# Writes the sample workbooks of this folder with LibreOffice: sh make.sh, in this folder (Debian: libreoffice-calc).
# The filter reads a CSV with its delimiter, in UTF-8, all columns by themselves, numbers and dates of a language.
set -e
for kind in xlsx xls; do
  soffice --headless --infilter="CSV:59,34,76,1,,1036,false,true" --convert-to $kind --outdir good staff.csv
  soffice --headless --convert-to $kind --outdir good notes.fods
done
soffice --headless --infilter="CSV:44,34,76,1,,1033,false,true" --convert-to xlsx --outdir good ../qualtrics/good/current.csv
mv good/current.xlsx good/qualtrics.xlsx
soffice --headless --infilter="CSV:44,34,76,1,,1033,false,true" --convert-to xlsx --outdir good ../microsoft-forms/good/saved-as.csv
mv good/saved-as.xlsx good/microsoft-forms.xlsx
soffice --headless --infilter="CSV:44,34,76,1,,1036,false,true" --convert-to xlsx --outdir good ../google-forms/good/from-sheets.csv
mv good/from-sheets.xlsx good/google-forms.xlsx
for kind in xlsx xls; do
  soffice --headless --infilter="CSV:59,34,76,1,,1036,false,true" --convert-to $kind --outdir good teams.csv
done
