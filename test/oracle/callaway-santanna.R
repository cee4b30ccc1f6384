# Callaway and Sant'Anna's estimator from changes of single people, for fixtures.R, which reads this file after impact.R.

# Everybody has an exposure of 1 where known, so that the weight of a cell is its number of adopters.
att <- function(y, adoption, stratum, offsets) {
  cells <- expand.grid(g = sort(unique(adoption[adoption >= 1 & adoption < ncol(y) - 1])), k = offsets, s = unique(stratum))
  effects <- apply(cells, 1, function(cell) {
    g <- cell["g"]; p <- g + cell["k"]
    if (p < 0 || p >= ncol(y)) return(c(NA, 0))
    change <- y[, p + 1] - y[, g]
    treated <- adoption == g & stratum == cell["s"]
    control <- (adoption == -1 | adoption > max(g, p)) & stratum == cell["s"]
    if (sum(!is.na(change[control])) < 60) control <- adoption == -1 | adoption > max(g, p)
    c(mean(change[treated], na.rm = TRUE) - mean(change[control], na.rm = TRUE), sum(!is.na(change[treated])))
  })
  used <- is.finite(effects[1, ])
  weighted.mean(effects[1, used], effects[2, used])
}
att_case <- function(name, y, adoption, stratum, team) {
  report <- function(offsets) {
    values <- vapply(sort(unique(team)), function(j) att(y[team != j, ], adoption[team != j], stratum[team != j], offsets), 0)
    g <- length(values)
    with_bounds(att(y, adoption, stratum, offsets), list(se = sqrt((g - 1) / g * sum((values - mean(values))^2)), df = g - 1))
  }
  list(name = name, call = "weighted.mean(att(g, t), adopters)", periods = ncol(y), num = as.numeric(t(ifelse(is.na(y), 0, y))),
       den = as.numeric(t(!is.na(y))), adoption = adoption, stratum = stratum, team = team,
       expected = c(report(1:6), list(curve = lapply(c(-6:-2, 0:6), report))))
}
stocks <- matrix(as.numeric(EuStockMarkets[1:1680, ])[seq(1, 6720, 2)], ncol = 12, byrow = TRUE)
write_fixture("callaway-santanna", list(
  att_case("ChickWeight, weighed until they die", weights, adoption, rep(0, 50), team),
  att_case("EuStockMarkets, 280 rows in two strata, early adopters", stocks, rep(c(-1, 1, 4, 7, -1, 9, 2), 40), rep(0:1, each = 140), 1:280 %% 14)
))
