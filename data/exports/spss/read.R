# Reads the sample files of this folder with haven and writes what it finds: Rscript read.R, in this folder (Debian: r-cran-haven).
library(haven)
number <- function(x) ifelse(is.na(x), "", sub("^-?0$", "0", format(x, digits = 15, scientific = FALSE, trim = TRUE, drop0trailing = TRUE)))
written <- function(column) {
  if (is.character(column)) return(ifelse(is.na(column), "", as.character(column)))
  if (inherits(column, "POSIXct")) return(ifelse(is.na(column), "", format(column, "%Y-%m-%dT%H:%M:%S", tz = "UTC")))
  if (inherits(column, "Date")) return(ifelse(is.na(column), "", format(column, "%Y-%m-%d")))
  if (inherits(column, "hms")) return(ifelse(is.na(column), "", as.character(column)))
  vapply(as.double(column), number, "")
}
for (file in c("bytecode.sav", "windows-1252.sav")) {
  data <- read_sav(file.path("good", file))
  text <- as.data.frame(lapply(data, written), check.names = FALSE)
  con <- file(file.path("second-reading", sub("sav$", "haven.tsv", file)), "wb")
  write.table(text, con, sep = "\t", quote = FALSE, row.names = FALSE, na = "", eol = "\n", fileEncoding = "UTF-8")
  close(con)
}
