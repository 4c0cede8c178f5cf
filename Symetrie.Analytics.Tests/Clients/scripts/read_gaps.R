# Gaps as jsonlite reads them, each figure written so that no digit is lost; and as read.csv does.
library(jsonlite)
root <- Sys.getenv("SYMETRIE_URL")
headers <- c("X-Api-Key" = Sys.getenv("SYMETRIE_KEY"))
page <- fromJSON(url(paste0(root, "/v1/gaps?limit=50000"), headers = headers))
table <- read.csv(url(paste0(root, "/v1/gaps?format=csv"), headers = headers))
for (name in names(page$data)) {
  column <- page$data[[name]]
  told <- if (is.numeric(column)) sprintf("%.17g", column) else as.character(column)
  cat("json", name, class(column), ifelse(is.na(column), "", told), sep = "\t")
  cat("\n")
  cat("csv", name, class(table[[name]]), ifelse(is.na(table[[name]]), "", if (is.numeric(table[[name]])) sprintf("%.17g", table[[name]]) else as.character(table[[name]])), sep = "\t")
  cat("\n")
}
