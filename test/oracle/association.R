# How two values go together, within persons and within strata, for fixtures.R, which reads this file.

within_person <- function(rows) {
  team <- rows$teams[rows$person + 1]
  rows <- as.data.frame(rows[c("person", "period", "dose", "value")])
  # At an offset of 1e9 lm() itself loses digits.
  rows <- transform(rows, dose = dose - dose[1], value = value - value[1])
  fit <- lm(value ~ dose + factor(person) + factor(period), rows)
  dose <- resid(lm(dose ~ factor(person) + factor(period), rows))
  known <- rows$person %in% names(which(table(rows$person) > 1))
  effect <- with_bounds(unname(coef(fit)["dose"]), clustered((resid(fit) * dose / sum(dose^2))[known], team[known]))
  c(effect, list(p = 2 * pt(-abs(effect$estimate / effect$se), effect$df)))
}
dose_case <- function(name, person, period, dose, value, teams) {
  rows <- list(person = as.numeric(person), period = as.numeric(period), dose = dose, value = value, teams = teams)
  c(list(name = name, call = "lm(value ~ dose + factor(person) + factor(period)), aggregate(psi, list(team), sum)"), rows, list(expected = within_person(rows)))
}
chick <- as.numeric(as.character(ChickWeight$Chick)) - 1
weighing <- ChickWeight$Time %/% 2
wiggle <- function(a, b) (a * 7919 + b * 104729) %% 1009 / 1009
gap <- wiggle(chick, weighing) > .3
chain <- expand.grid(step = 0:1, person = 0:59)
write_fixture("within-person", list(
  dose_case("ChickWeight, four diets are teams, chicks die", chick, weighing, wiggle(chick, weighing), ChickWeight$weight, as.numeric(diet)),
  dose_case("ChickWeight, many gaps, eleven teams", chick[gap], weighing[gap], wiggle(weighing, chick)[gap], ChickWeight$weight[gap], 0:49 %% 11),
  dose_case("an offset of 1e9", chick[gap], weighing[gap], wiggle(weighing, chick)[gap] + 1e9, ChickWeight$weight[gap] + 1e9, 0:49 %% 11),
  dose_case("a chain of pairs, each known twice", chain$person, chain$person %/% 2 + chain$step, wiggle(chain$person, chain$step + 3),
            wiggle(chain$step + 7, chain$person), 0:59 %% 17),
  dose_case("three people", c(0, 0, 0, 1, 1, 1, 2, 2), c(0, 1, 2, 0, 1, 2, 1, 2), c(.1, .5, .2, 0, 0, .9, .3, 0), c(1, 4, 2, 7, 7, 9, 0, 0), c(5, 6, 7)),
  dose_case("mostly zeros", rep(0:9, each = 6), rep(0:5, 10), c(rep(0, 50), .5, rep(0, 8), 1), c(0, 1, rep(0, 50), 1, rep(0, 6), 2), 0:9 %/% 2)
))

write_fixture("correlation", c(lapply(orders, function(case) c(case, list(call = "cor(x, y)", expected = cor(case$x, case$y)))), list(
  list(name = "an offset of 1e9", call = "cor(x, y)", x = mtcars$qsec + 1e9, y = mtcars$wt + 1e9, expected = cor(mtcars$qsec + 1e9 - 1e9, mtcars$wt + 1e9 - 1e9)),
  list(name = "mostly zeros", call = "cor(x, y)", x = c(rep(0, 40), 1, 2, 7), y = c(rep(0, 38), 1, 1, 0, 3, 2),
       expected = cor(c(rep(0, 40), 1, 2, 7), c(rep(0, 38), 1, 1, 0, 3, 2))),
  list(name = "50,000 pairs", call = "cor(x, y)", large = TRUE, expected = cor(large(50000, 104729), large(50000, 1299709)))
)))

partial_spearman <- function(x, y, strata) {
  ranks <- list(rank(x), rank(y))
  if (length(unique(strata)) > 1) ranks <- lapply(ranks, function(r) resid(lm(r ~ factor(strata))))
  rho <- cor(ranks[[1]], ranks[[2]])
  df <- length(x) - 1 - length(unique(strata))
  half <- qnorm(.975) * sqrt((1 + rho^2 / 2) / (df - 1))
  list(estimate = rho, low = tanh(atanh(rho) - half), high = tanh(atanh(rho) + half), p = 2 * pt(-abs(rho * sqrt(df / (1 - rho^2))), df), df = df)
}
spearman_case <- function(name, x, y, strata) list(name = name, call = "cor(resid(lm(rank(x) ~ factor(strata))), resid(lm(rank(y) ~ factor(strata))))",
  x = x, y = y, strata = strata, expected = partial_spearman(x, y, strata))
write_fixture("partial-spearman", list(
  spearman_case("mtcars within cylinders", mtcars$mpg, mtcars$hp, mtcars$cyl),
  spearman_case("mtcars in one stratum", mtcars$mpg, mtcars$hp, rep(0, 32)),
  spearman_case("heavy tails", heavy_x, rev(heavy_x)^2, 1:60 %% 5),
  spearman_case("airquality within months, ties", airquality$Wind, airquality$Temp, airquality$Month),
  spearman_case("mostly zeros", c(rep(0, 30), 1, 2), c(rep(c(0, 0, 1), 10), 1, 3), 1:32 %% 2),
  spearman_case("four people", c(1, 2, 3, 4), c(2, 1, 4, 3), rep(1, 4)),
  spearman_case("an offset of 1e9", mtcars$qsec + 1e9, mtcars$wt + 1e9, mtcars$gear),
  spearman_case("some strata of one person", iris$Sepal.Length[1:40], iris$Sepal.Width[1:40], c(1:6, 7:40 %% 3))
))
