# Relative weights, Lindeman-Merenda-Gold shares, VIF, R-squared and ridge of the NHS figures carried in data/reference/nhs, from their definitions (base R 4.2.2):
#   R --vanilla --slave -f data/reference/links/drivers.R > data/reference/links/drivers.csv
e <- read.csv("data/reference/nhs/employee.csv"); c <- read.csv("data/reference/nhs/customer.csv")
e <- e[e$period == 2022, ]; c <- c[c$period == 2022, ]
names <- c("Autonomy", "Membership", "Stress")
wide <- reshape(e[, c("unit_id", "dimension_or_question", "score")], idvar = "unit_id", timevar = "dimension_or_question", direction = "wide")
cat("customerDimension,employeeDimension,teams,weight,share,lmg,pearson,vif,rSquared,rSquaredAdjusted,ridge\n")
for (s in c("S09", "S10")) {
  d <- merge(wide, c[c$dimension_or_question == s, c("unit_id", "score")])
  d <- d[complete.cases(d), ]
  X <- as.matrix(d[, paste0("score.", names)]); X[, 3] <- 100 - X[, 3]; y <- d$score * 10
  n <- nrow(X); R <- cor(X); r <- cor(X, y)
  ev <- eigen(R); L <- ev$vectors %*% diag(sqrt(ev$values)) %*% t(ev$vectors); w <- L^2 %*% (solve(L) %*% r)^2
  r2 <- function(k) if (length(k) == 0) 0 else summary(lm(y ~ X[, k]))$r.squared
  orders <- list(1:3, c(1, 3, 2), c(2, 1, 3), c(2, 3, 1), c(3, 1, 2), 3:1)
  lmg <- sapply(1:3, function(j) mean(sapply(orders, function(o) { before <- o[seq_len(which(o == j) - 1)]; r2(c(before, j)) - r2(before) })))
  m <- summary(lm(y ~ X)); vif <- diag(solve(R))
  Z <- scale(X) * sqrt(n / (n - 1)); yc <- y - mean(y); lambdas <- n * c(0, .001, .003, .01, .03, .1, .3, 1, 3, 10)
  gcv <- sapply(lambdas, function(l) { H <- Z %*% solve(t(Z) %*% Z + l * diag(3)) %*% t(Z); sum((yc - H %*% yc)^2) / (n - sum(diag(H)))^2 })
  b <- solve(t(Z) %*% Z + lambdas[which.min(gcv)] * diag(3)) %*% t(Z) %*% yc
  for (j in 1:3) cat(paste(c(s, names[j], n, format(c(w[j], w[j] / sum(w), lmg[j], r[j], vif[j], m$r.squared, m$adj.r.squared, b[j]), digits = 15)), collapse = ","), "\n", sep = "")
}
