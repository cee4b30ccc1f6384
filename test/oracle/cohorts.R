# Several cohorts and the trend over them, for fixtures.R, which reads this file.

with_large <- function(case) if (isTRUE(case$large)) case[setdiff(names(case), "cohorts")] else case
large_cohorts <- lapply(c(104729, 1299709, 15485863), function(shift) large(50000, shift))

by <- function(value, cohort) unname(lapply(split(value, cohort), I))
several <- list(
  list(name = "InsectSprays: ties and zeros, 15 pairs", cohorts = by(InsectSprays$count, InsectSprays$spray)),
  list(name = "PlantGrowth", cohorts = by(PlantGrowth$weight, PlantGrowth$group)),
  list(name = "airquality by month, unequal sizes", cohorts = by(airquality$Ozone[!is.na(airquality$Ozone)], airquality$Month[!is.na(airquality$Ozone)])),
  list(name = "three people in three cohorts", cohorts = list(I(1), I(2), I(4))),
  list(name = "complete separation", cohorts = list(1:8, 11:18, 21:28)),
  list(name = "one cohort constant", cohorts = list(rep(5, 6), c(3, 5, 5, 8, 9), c(1, 1, 2))),
  list(name = "mostly zeros", cohorts = list(c(rep(0, 40), 1, 2, 7), c(rep(0, 50), 1, 1), rep(0, 9))),
  list(name = "an offset of 1e9", cohorts = lapply(by(PlantGrowth$weight, PlantGrowth$group), function(x) x + 1e9)),
  list(name = "heavy tails", cohorts = list(heavy_x, heavy_y)),
  list(name = "50,000 each", large = TRUE, cohorts = large_cohorts)
)

dunn <- function(cohorts) {
  r <- split(rank(unlist(cohorts)), rep(seq_along(cohorts), lengths(cohorts)))
  n <- as.numeric(lengths(cohorts)); total <- sum(n)
  t <- as.numeric(table(unlist(cohorts)))
  s2 <- total * (total + 1) / 12 - sum(t^3 - t) / (12 * (total - 1))
  pairs <- combn(length(cohorts), 2)
  z <- apply(pairs, 2, function(k) (mean(r[[k[1]]]) - mean(r[[k[2]]])) / sqrt(s2 * sum(1 / n[k])))
  p <- 2 * pnorm(-abs(z))
  list(first = I(pairs[1, ] - 1), second = I(pairs[2, ] - 1), z = I(z), p = I(p),
       p_adjusted = I(p.adjust(p, if (length(p) <= 6) "holm" else "BH")))
}
# As kruskal.test(), whose difference of two large sums leaves few digits of a small H.
kruskal <- function(cohorts) {
  r <- rank(unlist(cohorts))
  away <- tapply(r, rep(seq_along(cohorts), lengths(cohorts)), mean) - mean(r)
  h <- sum(lengths(cohorts) * away^2) / var(r)
  stopifnot(all.equal(h, unname(kruskal.test(cohorts)$statistic), tolerance = 1e-6))
  df <- length(cohorts) - 1
  list(h = h, df = df, p = pchisq(h, df, lower.tail = FALSE), epsilon_squared = h / (length(r) - 1))
}
write_fixture("several-cohorts", lapply(several, function(case)
  with_large(c(case, list(call = "kruskal.test(cohorts)", expected = c(kruskal(case$cohorts), list(pairs = dunn(case$cohorts))))))))

chances <- list("ties" = c(.01, .04, .03, .03, .5, 1), "one" = .2, "in no order, very small" = c(1e-12, .9, 1e-300, .049, .2, .001, .06), "none" = numeric(0))
write_fixture("adjusted", lapply(names(chances), function(name) list(name = name, call = "p.adjust(p, method)", p = I(chances[[name]]),
  holm = I(p.adjust(chances[[name]], "holm")), benjamini_hochberg = I(p.adjust(chances[[name]], "BH")))))

# ---- trend -----------------------------------------------------------------------------------------------------------

kendall <- function(x, y) {
  test <- suppressWarnings(cor.test(x, y, method = "kendall", exact = FALSE))
  list(tau = unname(test$estimate), z = unname(test$statistic), p = test$p.value)
}
trend <- function(cohorts, teams) {
  place <- rep(seq_along(cohorts) - 1, lengths(cohorts)); value <- unlist(cohorts)
  fit <- lm(I(value - value[1]) ~ place) # at an offset of 1e9 lm() itself loses digits
  psi <- (place - mean(place)) * resid(fit) / sum((place - mean(place))^2)
  list(slope = with_bounds(unname(coef(fit)[2]), clustered(psi, unlist(teams))), order = kendall(place, value))
}
tension <- list(
  list(name = "warpbreaks by tension, looms are teams", cohorts = by(warpbreaks$breaks, warpbreaks$tension), teams = by(seq_len(54) %% 9, warpbreaks$tension)),
  list(name = "esoph: many ties", cohorts = by(as.numeric(esoph$ncases), esoph$agegp), teams = by(as.numeric(esoph$tobgp) * 10 + as.numeric(esoph$alcgp), esoph$agegp)),
  list(name = "everybody alone", cohorts = by(airquality$Temp, airquality$Month), teams = by(seq_len(153), airquality$Month)),
  list(name = "three people", cohorts = list(I(1), I(4), I(2)), teams = list(I(1), I(2), I(3))),
  list(name = "an offset of 1e9", cohorts = lapply(by(warpbreaks$breaks, warpbreaks$tension), function(x) x + 1e9), teams = by(seq_len(54) %% 9, warpbreaks$tension)),
  list(name = "mostly zeros", cohorts = list(c(rep(0, 40), 1), c(rep(0, 30), 1, 1), c(rep(0, 8), 2)), teams = list(1:41 %% 7, 1:32 %% 7, 1:9 %% 7))
)
write_fixture("trend", lapply(tension, function(case) c(case, list(call = "lm(value ~ place), aggregate(psi, list(team), sum), cor.test(method = \"kendall\")",
  expected = trend(case$cohorts, case$teams)))))

orders <- list(
  list(name = "mtcars", x = mtcars$mpg, y = mtcars$gear),
  list(name = "heavy tails", x = heavy_x, y = rev(heavy_x^2)),
  list(name = "without ties, agreeing wholly", x = 1:20, y = (1:20)^3),
  list(name = "three people", x = c(1, 2, 3), y = c(5, 5, 4)),
  list(name = "two values each", x = rep(0:1, 30), y = rep(c(0, 1, 1), 20)),
  list(name = "faithful", x = faithful$eruptions, y = faithful$waiting)
)
write_fixture("kendall", lapply(orders, function(case) c(case, list(call = "cor.test(x, y, method = \"kendall\", exact = FALSE)", expected = kendall(case$x, case$y)))))
