# Randomised studies, times until something happens, and segments, for fixtures.R, which reads this file.

arm_case <- function(name, value, before, first, team = NULL) {
  fit <- lm(value ~ first + before)
  theta <- unname(coef(fit)["before"])
  y <- value - theta * (before - mean(before))
  side <- function(arm) c(list(values = value[first == arm], before = before[first == arm]), if (!is.null(team)) list(teams = team[first == arm]))
  inside <- function(v) v - ave(v, first)
  list(name = name, call = "lm(value ~ first + before), t.test(adjusted ~ first)", x = side(TRUE), y = side(FALSE),
       expected = list(theta = theta, variance_left = 1 - cor(inside(value), inside(before))^2, estimate = unname(coef(fit)["firstTRUE"]),
                       difference = two_means(y[first], y[!first], team[first], team[!first])$difference))
}
feed <- feed_of(c(1, 3))
write_fixture("cuped", list(
  arm_case("anscombe's first", c(anscombe$y1, anscombe$y2), c(anscombe$x1, anscombe$x2), rep(c(TRUE, FALSE), each = 11)),
  arm_case("ChickWeight, day 21 after day 10", feed$weight.21, feed$weight.10, feed$Diet == 3),
  arm_case("ChickWeight in six teams", feed$weight.21, feed$weight.10, feed$Diet == 3, seq_len(nrow(feed)) %% 6),
  arm_case("mtcars in teams of a gear", mtcars$mpg, mtcars$wt, mtcars$am == 1, mtcars$gear * 10 + mtcars$carb),
  arm_case("heavy tails", heavy_x, rev(heavy_x)^2, 1:60 %% 2 == 1),
  arm_case("three people each", c(1, 2, 4, 2, 2, 9), c(0, 0, 1, 0, 3, 3), rep(c(TRUE, FALSE), each = 3))
))

between <- function(value, team) {
  ms <- anova(lm(value ~ factor(team)))[["Mean Sq"]]
  sizes <- as.numeric(table(team)); n <- sum(sizes)
  size <- (n - sum(sizes^2) / n) / (length(sizes) - 1)
  max(0, (ms[1] - ms[2]) / (ms[1] + (size - 1) * ms[2]))
}
icc_case <- function(name, value, team) list(name = name, call = "anova(lm(value ~ factor(team)))", values = value, teams = team, expected = between(value, team))
write_fixture("intraclass-correlation", list(
  icc_case("InsectSprays", InsectSprays$count, as.numeric(InsectSprays$spray)),
  icc_case("airquality, unequal months", airquality$Ozone[!is.na(airquality$Ozone)], airquality$Month[!is.na(airquality$Ozone)]),
  icc_case("PlantGrowth, teams that do not differ", PlantGrowth$weight, 1:30 %% 5),
  icc_case("three people", c(1, 2, 7), c(1, 1, 2))
))

plans <- expand.grid(sd = c(.8, 12), team_size = c(1, 7), icc = c(0, .25), rho = c(0, .6), effect = c(.05, .4, 30))
write_fixture("teams-needed", lapply(seq_len(nrow(plans)), function(i) with(plans[i, ], list(
  name = paste(names(plans), plans[i, ], collapse = ", "), call = "ceiling(2 * 2.8^2 * sd^2 * (1 + (m - 1) * icc) * (1 - rho^2) / (m * effect^2))",
  plan = as.list(plans[i, 1:4]), effect = effect,
  expected = max(2, ceiling(2 * (1.96 + .84)^2 * sd^2 * (1 + (team_size - 1) * icc) / (team_size * effect^2) * (1 - rho^2))),
  found_by_17 = uniroot(function(d) 2 * (1.96 + .84)^2 * sd^2 * (1 + (team_size - 1) * icc) / (team_size * d^2) * (1 - rho^2) - 17,
                        c(1e-3, 1e3), tol = 1e-14)$root))))

# Where a normal mixture of effects explains an estimate 20 times as well as no effect does.
looks <- expand.grid(se = c(.05, .2, 1, 40), planned = c(.05, 1, 12))
write_fixture("confidence-sequence", lapply(seq_len(nrow(looks)), function(i) with(looks[i, ], {
  gap <- function(d) dnorm(d, 0, sqrt(se^2 + 8.8 * planned^2), log = TRUE) - dnorm(d, 0, se, log = TRUE) - log(20)
  list(name = paste(se, "where", planned, "was planned"), call = "uniroot(log ratio of dnorm(d, 0, sqrt(se^2 + 1 / r)) and dnorm(d, 0, se))",
       se = se, planned = planned, half = uniroot(gap, c(0, 1e5 * se), tol = 1e-15)$root)
})))

without_each <- function(name, value, weight, group) {
  ratio <- function(rows) sum(value[rows]) / sum(weight[rows])
  full <- ratio(rep(TRUE, length(value)))
  replicates <- vapply(sort(unique(group)), function(g) ratio(group != g), 0)
  g <- length(replicates)
  list(name = name, call = "sqrt((g - 1) / g * sum((ratio(group != g) - mean)^2))", full = full, without = I(replicates),
       expected = list(se = sqrt((g - 1)^2 / g * var(replicates)), df = g - 1))
}
write_fixture("jackknife", list(
  without_each("mtcars, a ratio of sums without each pair of gear and carburettors", mtcars$hp, mtcars$wt, mtcars$gear * 10 + mtcars$carb),
  without_each("warpbreaks without each loom", warpbreaks$breaks, rep(1, 54), seq_len(54) %% 9),
  without_each("mostly zeros", c(rep(0, 40), 1, 2, 7), rep(1, 43), 1:43),
  without_each("three groups", c(1, 2, 4), c(1, 3, 1), 1:3),
  without_each("heavy tails", heavy_x, rep(1, 60), 1:60 %% 12),
  without_each("an offset of 1e9", sleep$extra + 1e9, rep(1, 20), as.numeric(sleep$ID))
))

library(survival)
survival_case <- function(name, time, event) {
  # As given: by default R takes times as tied that differ by less than 1e-8 of them.
  fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log", timefix = FALSE)
  half <- summary(fit)$table[c("median", "0.95LCL", "0.95UCL")]
  steps <- fit$n.event > 0
  list(name = name, call = "survfit(Surv(time, event) ~ 1, conf.type = \"log-log\", timefix = FALSE)", times = I(time), happened = I(event == 1),
       expected = list(median = unname(half[1]), low = unname(half[2]), high = unname(half[3]), time = I(fit$time[steps]), share = I(fit$surv[steps]),
                       lower = I(fit$lower[steps]), upper = I(fit$upper[steps])))
}
write_fixture("kaplan-meier", list(
  survival_case("lung", lung$time, lung$status == 2),
  survival_case("aml", aml$time, aml$status),
  survival_case("ovarian, less than half", ovarian$futime, ovarian$fustat),
  survival_case("veteran", veteran$time, veteran$status),
  survival_case("nothing censored, an even number", c(1, 2, 3, 4), c(1, 1, 1, 1)),
  survival_case("three people", c(5, 2, 9), c(1, 0, 1)),
  survival_case("one half for a while", c(2, 2, 5, 8, 11, 11), c(1, 1, 1, 1, 0, 1)),
  survival_case("all at once", c(3, 3, 3, 3), c(1, 1, 1, 1)),
  survival_case("events and censored together", c(1, 1, 2, 2, 2, 3, 4, 4), c(1, 0, 1, 1, 0, 0, 1, 0)),
  survival_case("an offset of 1e9", aml$time + 1e9, aml$status)
))

segments <- list(
  list(name = "schools, no difference to be seen", estimate = c(28, 8, -3, 7, -1, 1, 18, 12), se = c(15, 10, 16, 11, 9, 11, 10, 18), overall = c(7.7, 4.1)),
  list(name = "segments far apart", estimate = c(.01, .12, .3, -.05), se = c(.02, .03, .025, .06), overall = c(.09, .015)),
  list(name = "two segments", estimate = c(2, 7), se = c(1, 2), overall = c(3, .9)),
  list(name = "all the same", estimate = c(5, 5, 5), se = c(1, 2, 3), overall = c(5, .8))
)
write_fixture("shrink", lapply(segments, function(s) {
  w <- 1 / s$se^2
  q <- deviance(lm(s$estimate ~ 1, weights = w))
  tau2 <- max(0, (q - length(w) + 1) / (sum(w) - sum(w^2) / sum(w)))
  b <- tau2 / (tau2 + s$se^2)
  centre <- b * s$estimate + (1 - b) * s$overall[1]
  se <- sqrt(b * s$se^2 + (1 - b)^2 * s$overall[2]^2)
  c(s, list(call = "deviance(lm(estimate ~ 1, weights = 1 / se^2))", expected = list(tau_squared = tau2, weight = b, estimate = centre, se = se,
    low = centre - qnorm(.975) * se, high = centre + qnorm(.975) * se)))
}))
