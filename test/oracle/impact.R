# The impact of adoption by its definition, for fixtures.R, which reads this file.

times <- sort(unique(ChickWeight$Time))
ids <- sort(as.numeric(as.character(unique(ChickWeight$Chick))))
weights <- matrix(NA_real_, length(ids), length(times))
weights[cbind(match(as.numeric(as.character(ChickWeight$Chick)), ids), match(ChickWeight$Time, times))] <- ChickWeight$weight
diet <- as.numeric(tapply(as.numeric(ChickWeight$Diet), as.numeric(as.character(ChickWeight$Chick)), max))
adoption <- c(-1, 5, 6, 7)[diet]
stratum <- ids %% 2
team <- ids %% 11

# One cohort, one outcome period, by the definition; periods count from 0, columns from 1.
expectation <- function(num, den, adoption, stratum, kind, history, baseline, least, offsets) {
  periods <- ncol(num)
  known <- den > 0
  O <- E <- D <- 0
  for (g in sort(unique(adoption[adoption >= 3 & adoption < periods - 1]))) for (k in offsets) {
    p <- g + k
    if (p < 0 || p >= periods) next
    span <- function(s) intersect((g + s[1]):(g + s[2]), 0:(periods - 1)) + 1
    part <- rowSums(known[, span(history), drop = FALSE]) >= least & rowSums(known[, span(baseline), drop = FALSE]) >= 1 & known[, p + 1]
    treated <- part & adoption == g
    control <- part & (adoption == -1 | adoption > max(p, g))
    base <- function(who) c(sum(num[who, span(baseline)]), sum(den[who, span(baseline)]), sum(num[who, p + 1]), sum(den[who, p + 1]))
    for (s in unique(stratum[treated])) {
      a <- base(treated & stratum == s)
      b <- base(control & stratum == s)
      if ((if (kind == "counts") b[1] else b[2]) < 60) b <- base(control)
      e <- if (kind == "counts") a[1] / a[2] * a[4] * (b[3] / b[4]) / (b[1] / b[2]) else (a[1] / a[2] + b[3] / b[4] - b[1] / b[2]) * a[4]
      if (!is.finite(e)) next
      O <- O + a[3]; E <- E + e; D <- D + a[4]
    }
  }
  if (kind == "counts") log(O / E) else (O - E) / D
}
impact <- function(num, den, kind) {
  num[den == 0] <- 0
  est <- function(keep, history, baseline, least, offsets)
    expectation(num[keep, ], den[keep, ], adoption[keep], stratum[keep], kind, history, baseline, least, offsets)
  main <- function(keep) est(keep, c(-6, -1), c(-6, -1), 3, 1:6)
  short <- function(keep) est(keep, c(-6, -1), c(-1, -1), 3, 1:6)
  placebo <- function(keep) est(keep, c(-9, -4), c(-9, -4), 3, -3:-1)
  jack <- function(f, teams = sort(unique(team))) {
    values <- vapply(teams, function(j) f(team != j), 0)
    g <- length(values)
    list(se = sqrt((g - 1) / g * sum((values - mean(values))^2)), df = g - 1)
  }
  everybody <- rep(TRUE, length(ids))
  scale <- if (kind == "shares") identity else expm1
  report <- function(f) {
    error <- jack(f)
    c(with_bounds(f(everybody), error, scale), list(p = 2 * pt(-abs(f(everybody) / error$se), error$df)))
  }
  effect <- report(main)
  widen <- qt(.975, effect$df) * effect$se + 2 * abs(placebo(everybody))
  c(effect[c("estimate", "se", "df", "low", "high")], list(
    widened = lapply(bounds(main(everybody), widen), scale),
    curve = lapply(-6:6, function(k) report(function(keep) est(keep, c(-6, -1), c(-6, -1), 3, k))),
    short = report(short), placebo = report(placebo), baselines = report(function(keep) main(keep) - short(keep))))
}
impact_case <- function(name, num, den, kind) list(name = name, call = "subsets by the definition; team left out by subsetting", kind = kind,
  periods = ncol(num), num = as.numeric(t(ifelse(den > 0, num, 0))), den = as.numeric(t(den)), adoption = adoption, stratum = stratum, team = team,
  expected = impact(num, den, kind))
den <- 1 * !is.na(weights)
grams <- ifelse(is.na(weights), 0, weights)
write_fixture("observed-expected", list(
  impact_case("ChickWeight in grams", grams, den, "counts"),
  impact_case("ChickWeight in units of 40 grams: thin strata borrow", grams / 40, den, "counts"),
  impact_case("ChickWeight, logarithms of ten weighings", 10 * log(pmax(grams, 1)), 10 * den, "durations"),
  impact_case("ChickWeight, share of 400 grams", grams / 400, den, "shares")
))
