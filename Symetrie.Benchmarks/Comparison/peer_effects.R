# Writes reference cases of what a ritual's effect is computed from, by base R: lm for estimates, the matrix definitions for CR2 and its degrees of
# freedom (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018), all assignments listed for the draw by lot.
# usage: Rscript Symetrie.Benchmarks/Comparison/peer_effects.R data/reference
out <- commandArgs(TRUE)[1]
num <- function(x) if (length(x) == 1 && (is.null(x) || is.na(x))) "null" else sprintf("%.15g", x)
list_of <- function(x) paste0("[", paste(sapply(x, num), collapse = ", "), "]")
write_case <- function(statistic, name, inputs, expected, rel, note) {
  dir.create(file.path(out, statistic), showWarnings = FALSE)
  body <- function(l) paste0("{", paste(sprintf("\"%s\": %s", names(l), unlist(l)), collapse = ", "), "}")
  writeLines(c("{", sprintf("  \"id\": \"%s/%s\",", statistic, name), sprintf("  \"statistic\": \"%s\",", statistic), "  \"kind\": \"computed\",",
    sprintf("  \"inputs\": %s,", body(inputs)), "  \"options\": {},", sprintf("  \"expected\": %s,", body(expected)),
    sprintf("  \"tolerance\": {\"rel\": %g, \"abs\": %g},", rel, if (rel > 1e-3) rel else 1e-10),
    "  \"source\": \"computed for Symetrie: base R 4.2.2\",", "  \"license\": \"public domain\",",
    "  \"command\": \"Rscript Symetrie.Benchmarks/Comparison/peer_effects.R data/reference\",", sprintf("  \"note\": \"%s\"", note), "}"),
    file.path(out, statistic, paste0(name, ".json")))
}

root_inverse <- function(a) { e <- eigen(a, symmetric = TRUE); k <- e$values > 1e-9; e$vectors[, k, drop = FALSE] %*% (t(e$vectors[, k, drop = FALSE]) / sqrt(e$values[k])) }
cr2 <- function(X, y, cluster, c) {
  M <- solve(crossprod(X)); e <- y - X %*% M %*% crossprod(X, y); H <- X %*% M %*% t(X); I <- diag(length(y))
  groups <- split(seq_along(y), cluster); v <- 0; P <- NULL
  for (g in groups) {
    A <- root_inverse(I[g, g, drop = FALSE] - H[g, g, drop = FALSE]); w <- A %*% X[g, , drop = FALSE] %*% M %*% c
    v <- v + sum(w * e[g])^2; P <- cbind(P, (I - H)[, g, drop = FALSE] %*% w)
  }
  G <- crossprod(P); list(b = sum(c * (M %*% crossprod(X, y))), se = sqrt(v), df = sum(diag(G))^2 / sum(G^2))
}
difference <- function(name, y, treated, block, unit, note) {
  both <- names(which(tapply(treated, block, function(x) any(x == 1) && any(x == 0))))
  k <- block %in% both & !is.na(y); X <- cbind(treated[k], sapply(both, function(b) as.numeric(block[k] == b)))
  f <- cr2(X, y[k], unit[k], c(1, rep(0, length(both)))); p <- 2 * pt(-abs(f$b / f$se), f$df)
  model <- coef(if (length(both) == 1) lm(y[k] ~ treated[k]) else lm(y[k] ~ treated[k] + factor(block[k])))[[2]]; stopifnot(abs(model - f$b) < 1e-9)
  if (length(both) == 1) { w <- t.test(y[k & treated == 1], y[k & treated == 0]); stopifnot(abs(w$stderr - f$se) < 1e-9) }
  wt <- sapply(both, function(b) { t <- sum(treated[k & block == b]); n <- sum(k & block == b); t * (n - t) / n }); wt <- wt / sum(wt)
  side <- function(s) sum(wt * sapply(both, function(b) mean(y[k & block == b & treated == s])))
  stopifnot(abs(side(1) - side(0) - f$b) < 1e-9)
  within <- if (length(both) == 1) lm(y[k & treated == 1] ~ 1) else lm(y[k & treated == 1] ~ 0 + factor(block[k & treated == 1])); n1 <- sapply(both, function(b) sum(k & block == b & treated == 1))
  half <- qt(.975, within$df.residual) * summary(within)$sigma * sqrt(sum(wt^2 / n1))
  write_case("blocked_difference", name, list(y = list_of(y), treated = list_of(treated), block = list_of(block), unit = list_of(unit)),
    list(estimate = num(f$b), se = num(f$se), df = num(f$df), p = num(p), lower = num(f$b - qt(.975, f$df) * f$se), upper = num(f$b + qt(.975, f$df) * f$se),
      detectable = num((qt(.975, f$df) + qt(.8, f$df)) * f$se), treated_mean = num(side(1)), treated_lower = num(side(1) - half), control_mean = num(side(0)),
      treated = num(length(unique(unit[k & treated == 1]))), control = num(length(unique(unit[k & treated == 0])))), 1e-8, note)
}
set.seed(20261122)
y1 <- round(c(rnorm(5, 4, 3), rnorm(9, 0, 2)), 2)
difference("one_block", y1, rep(1:0, c(5, 9)), rep(1, 14), 1:14, "Welch's standard error of two means; 15 printed digits, roots of matrices.")
b2 <- c(rep(1, 8), rep(2, 9), rep(3, 4)); t2 <- c(1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
u2 <- c(1:8, 9, 10, 4:8, 11, 12, 13:16); y2 <- round(rnorm(21, 3 * t2 + b2, 2), 2)
difference("units_in_two_blocks", y2, t2, b2, u2, "Untreated units stand in two blocks; the third has no treated one and is left out. 15 printed digits, roots of matrices.")
b3 <- c(rep(1, 6), rep(2, 7)); t3 <- c(1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)
difference("a_lone_treated_unit", round(rnorm(13, t3, 3), 3), t3, b3, 1:13, "A block with one treated unit takes part. 15 printed digits, roots of matrices.")

lots <- function(name, y, treated, block, rel, note) {
  stat <- function(t) abs(sum(sapply(unique(block), function(b) { k <- block == b; n <- sum(k); m <- sum(t[k]); m * (n - m) / n * (mean(y[k & t == 1]) - mean(y[k & t == 0])) })))
  ways <- list(numeric(0)); for (b in unique(block)) { n <- sum(block == b); m <- sum(treated[block == b]); s <- combn(n, m, function(i) as.numeric(seq_len(n) %in% i), simplify = FALSE); ways <- unlist(lapply(ways, function(a) lapply(s, function(x) c(a, x))), recursive = FALSE) }
  all <- sapply(ways, stat)
  write_case("blocked_randomization", name, list(y = list_of(y), treated = list_of(treated), block = list_of(block)), list(p = num(mean(all >= stat(treated) - 1e-9))), rel, note)
}
lots("one_block", y1[1:10], rep(1:0, c(4, 6)), rep(1, 10), 1e-12, "Every assignment listed.")
lots("two_blocks", round(c(rnorm(3, 2), rnorm(4), rnorm(2, 2), rnorm(5)), 3), c(1, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0), rep(1:2, each = 7), 0.015, "Every assignment listed here, 9,999 drawn there: tolerance three standard errors of the draw.")

jump <- function(name, y, t0, note) {
  k <- !is.na(y); t <- seq_along(y)[k]; v <- y[k]; n <- length(v); X <- cbind(1, t, t > t0, pmax(0, t - t0)); M <- solve(crossprod(X)); R <- diag(n) - X %*% M %*% t(X)
  b <- coef(lm(v ~ t + I(t > t0) + pmax(0, t - t0)))[[3]]; rss <- sum((R %*% v)^2); best <- NULL
  for (r in seq(0, .8, by = .1)) {
    S <- if (r == 0) diag(n) else r^abs(outer(t, t, "-")); N <- R %*% S; V <- M %*% t(X) %*% S %*% X %*% M; s <- sqrt(rss / sum(diag(N)) * V[3, 3]); d <- sum(diag(N))^2 / sum(diag(N %*% N)); p <- 2 * pt(-abs(b / s), d)
    if (is.null(best) || p > best$p) best <- list(jump = b, se = s, df = d, rho = r, p = p)
  }
  write_case("wandering_jump", name, list(y = list_of(y), interruption_after = num(t0)), lapply(best, num), 1e-8, note)
}
jump("six_and_six", round(50 + c(rep(0, 6), rep(6, 6)) + as.numeric(arima.sim(list(ar = .5), 12)), 2), 6, "15 printed digits.")
jump("a_period_left_out", c(61.2, 60.4, 61.9, 60.8, NA, 66.1, 65.2, 66.9, 67.3), 5, "15 printed digits.")
jump("a_slope_too", round(40 + .8 * (1:16) + 2 * ((1:16) > 9) + rnorm(16), 2), 9, "15 printed digits.")

effects <- function(name, table, note) {
  d <- data.frame(y = as.vector(t(table)), r = rep(seq_len(nrow(table)), each = ncol(table)), c = rep(seq_len(ncol(table)), nrow(table))); d <- d[!is.na(d$y), ]
  e <- c(0, coef(lm(y ~ factor(c) + factor(r), d))[2:ncol(table)])
  write_case("additive_effects", name, list(rows = paste0("[", paste(apply(table, 1, list_of), collapse = ", "), "]")), list(effects = list_of(e - mean(e))), 1e-8, note)
}
effects("whole", matrix(round(rnorm(20, 50, 5), 1), 4), "15 printed digits; alternating projections stop at 1e-12.")
holes <- matrix(round(rnorm(30, 50, 5), 1), 6); holes[1, 2] <- holes[3, 5] <- holes[4, 1] <- holes[6, 3] <- holes[6, 4] <- NA
effects("holes", holes, "15 printed digits; alternating projections stop at 1e-12.")
