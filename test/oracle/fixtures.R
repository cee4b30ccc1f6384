# Writes what the tests of src/stats hold our numbers against: Rscript test/oracle/fixtures.R
# Everything here follows the published formulas with R's own functions, not our code.

folder <- file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "fixtures")

json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x) || inherits(x, "AsIs") || length(x) != 1) {
    parts <- vapply(as.list(unclass(x)), json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0("\"", names(x), "\":", parts, collapse = ","), "}"))
  }
  if (is.na(x)) "null"
  else if (is.character(x)) paste0("\"", gsub("\"", "\\\\\"", x), "\"")
  else if (is.logical(x)) tolower(x)
  else sprintf("%.17g", x)
}

write_fixture <- function(name, cases) {
  text <- vapply(cases, json, "")
  body <- paste0("{\"r_version\":", json(R.version.string), ",\"cases\":[\n", paste(text, collapse = ",\n"), "\n]}\n")
  cat(body, file = file.path(folder, paste0(name, ".json")))
}

bounds <- function(centre, half) list(low = centre - half, high = centre + half)

# ---- data ------------------------------------------------------------------------------------------------------------

# The large data set is too large for a file: the tests make it by the same formula.
large <- function(n, shift) floor(100 * (((seq_len(n) * 7919 + shift) %% 99991) / 99991)^3)
large_teams <- function(n) seq_len(n) %% 700

set.seed(20240101)
heavy_x <- rt(60, df = 1.2)
heavy_y <- rt(45, df = 1.2) + 1

last_weights <- ChickWeight[ChickWeight$Time == 21, ]
sprays <- function(name) InsectSprays$count[InsectSprays$spray == name]
looms <- function(wool) warpbreaks[warpbreaks$wool == wool, ]
chicks <- function(diet) ChickWeight[ChickWeight$Diet == diet, ]
feed_of <- function(diets) {
  wide <- reshape(as.data.frame(ChickWeight)[, 1:4], direction = "wide", timevar = "Time", idvar = c("Chick", "Diet"))
  wide[!is.na(wide$weight.21) & wide$Diet %in% diets, ]
}

pairs <- list(
  list(name = "sleep", x = sleep$extra[sleep$group == 1], y = sleep$extra[sleep$group == 2]),
  list(name = "sleep, each person in both cohorts", x = sleep$extra[sleep$group == 1], y = sleep$extra[sleep$group == 2],
       teams_x = as.numeric(sleep$ID[sleep$group == 1]), teams_y = as.numeric(sleep$ID[sleep$group == 2])),
  list(name = "three people each", x = c(1, 2, 4), y = c(2, 2, 9)),
  list(name = "InsectSprays A and C: ties and zeros", x = sprays("A"), y = sprays("C")),
  list(name = "InsectSprays C and E", x = sprays("C"), y = sprays("E")),
  list(name = "warpbreaks, teams by tension and loom", x = looms("A")$breaks, y = looms("B")$breaks,
       teams_x = as.numeric(looms("A")$tension) * 3 + 1:27 %% 3, teams_y = as.numeric(looms("B")$tension) * 3 + 1:27 %% 3),
  list(name = "ChickWeight at day 21", x = last_weights$weight[last_weights$Diet == 3],
       y = last_weights$weight[last_weights$Diet == 1]),
  list(name = "ChickWeight, a chick is a team", x = chicks(3)$weight, y = chicks(1)$weight,
       teams_x = as.numeric(as.character(chicks(3)$Chick)), teams_y = as.numeric(as.character(chicks(1)$Chick))),
  list(name = "an offset of 1e9", x = sleep$extra[sleep$group == 1] + 1e9, y = sleep$extra[sleep$group == 2] + 1e9),
  list(name = "heavy tails", x = heavy_x, y = heavy_y),
  list(name = "one cohort constant", x = rep(5, 6), y = c(3, 5, 5, 8, 9)),
  list(name = "mostly zeros", x = c(rep(0, 40), 1, 2, 7), y = c(rep(0, 50), 1, 1))
)

# ---- distributions ---------------------------------------------------------------------------------------------------

grid <- function(name, call, f, ...) {
  points <- expand.grid(...)
  expected <- do.call(f, unname(as.list(points)))
  keep <- is.finite(expected) & (expected == 0 | abs(expected) > 1e-300)
  list(name = name, call = call, arguments = unname(lapply(which(keep), function(i) I(unlist(points[i, ], use.names = FALSE)))),
       expected = expected[keep])
}

z <- c(-37, -20, -8.3, -5, -1, -1e-3, 0, 1e-9, .3, 1, 1.96, 3, 6, 10, 25, 37)
p <- c(1e-140, 1e-20, 1e-10, 1e-5, .025, .075, .4, .5, .6, .9, .975, .99999, 1 - 1e-12)
t <- c(-300, -40, -2, -.1, 0, 1e-6, 1, 1.7, 1.8, 6, 30, 1e4)
df <- c(.5, 1, 2, 5.3, 30, 1000, 1e5, 1e6, 1e9)
chi <- c(0, 1e-5, .5, 3, 99, 1000, 1950, 2100, 1e4, 1e6)
chi_df <- c(.5, 1, 5, 30, 2000, 1e4, 1e6)
upper <- function(f) function(...) f(..., lower.tail = FALSE)

write_fixture("distributions", list(
  grid("normalCdf", "pnorm(z)", pnorm, z),
  grid("normalUpper", "pnorm(z, lower.tail = FALSE)", upper(pnorm), z),
  grid("normalQuantile", "qnorm(p)", qnorm, p),
  grid("tCdf", "pt(t, df)", pt, t, df),
  grid("tUpper", "pt(t, df, lower.tail = FALSE)", upper(pt), t, df),
  grid("tQuantile", "qt(p, df)", qt, p, df[-1]),
  grid("chiSquaredCdf", "pchisq(x, df)", pchisq, chi, chi_df),
  grid("chiSquaredUpper", "pchisq(x, df, lower.tail = FALSE)", upper(pchisq), chi, chi_df),
  grid("fCdf", "pf(x, df1, df2)", pf, c(1e-3, .5, 1, 1.05, 2, 8), c(1, 2.5, 40), c(1, 20, 500, 1e7)),
  grid("fUpper", "pf(x, df1, df2, lower.tail = FALSE)", upper(pf), c(1e-3, .5, 1, 1.05, 2, 8), c(1, 2.5, 40), c(1, 20, 500, 1e7)),
  grid("incompleteBeta", "pbeta(x, a, b)", pbeta, c(1e-10, .01, .2, .5, .7, .99), c(.1, .5, 1, 50, 1e5), c(.5, 1, 3, 2000)),
  grid("lnGamma", "lgamma(x)", lgamma, c(1e-8, .1, .5, 3, 7.7, 14.9, 15, 15.1, 100, 1e4, 1e9, 1e15)),
  grid("incompleteGamma", "pgamma(x, a)", function(a, x) pgamma(x, a), c(.1, .5, 1, 3, 40, 1e3, 1e6), c(1e-5, .3, 1, 2.9, 41, 990, 1e6)),
  grid("incompleteGammaUpper", "pgamma(x, a, lower.tail = FALSE)", function(a, x) pgamma(x, a, lower.tail = FALSE),
       c(.1, .5, 1, 3, 40, 1e3, 1e6), c(1e-5, .3, 1, 2.9, 41, 990, 1e6)),
  grid("betaKernel", "dbeta(x, a, b) * x * (1 - x)", function(x, a, b) dbeta(x, a, b) * x * (1 - x),
       c(.01, .25, .5, .75), c(.5, 1, 3, 50, 1e5), c(.5, 1, 20, 2000)),
  grid("continuedFraction", "tanh(x)", tanh, c(.01, .5, 1, 3))
))

# What is left of a density once all else is divided out has fewer digits than the density.
remainders <- function(x) -dgamma(x, x + 1, log = TRUE) - log(2 * pi * x) / 2
write_fixture("remainders", list(
  grid("stirlingError", "-dgamma(x, x + 1, log = TRUE) - log(2 * pi * x) / 2", remainders, c(.05, .5, 1, 3.7, 14.9, 15, 15.1, 60, 1000)),
  grid("deviance", "dpois(x, x, log = TRUE) - dpois(x, m, log = TRUE)", function(x, m) dpois(x, x, log = TRUE) - dpois(x, m, log = TRUE),
       c(1, 2, 7, 50, 1000), c(.1, 1.5, 8, 45, 990, 3e4))
))

# ---- one cohort ------------------------------------------------------------------------------------------------------

# Means of the two neighbours that enclose a quantile, without the smallest and the largest value.
dots <- function(x) {
  below <- pmin(pmax(floor((0:19 + .5) / 20 * (length(x) - 1)), 1), length(x) - 3)
  (sort(x)[below + 1] + sort(x)[below + 2]) / 2
}
inversions <- function(x) sum(outer(x, x, ">")[upper.tri(diag(length(x)))])
describe <- function(name, x) list(name = name, call = "mean(x), var(x), quantile(x, p), rank(x), table(x)", x = I(x), p = c(0, .1, .25, .5, .9, 1),
  expected = list(mean = mean(x), variance = var(x), quantiles = unname(quantile(x, c(0, .1, .25, .5, .9, 1))),
                  dots = if (length(x) >= 40) dots(x), deviations = I((x - x[1]) - mean(x - x[1])), ranks = I(rank(x)),
                  ties = I(as.numeric(table(x)[table(x) > 1])), placements = I(rowMeans(outer(x, x, ">") + outer(x, x, "==") / 2)),
                  inversions = inversions(x)))

write_fixture("descriptives", list(
  describe("sleep", sleep$extra),
  describe("InsectSprays", InsectSprays$count),
  describe("three values", c(4, 1, 2)),
  describe("an offset of 1e9", 1e9 + c(4, 7, 13, 16)),
  describe("heavy tails", heavy_x),
  describe("a constant", rep(.1, 7)),
  describe("mostly zeros", c(rep(0, 40), 1, 2, 7)),
  describe("mtcars miles per gallon", mtcars$mpg)
))

clustered_mean <- function(x, team) {
  psi <- aggregate((x - mean(x)) / length(x), list(team), sum)$x
  g <- length(psi)
  se <- sqrt(g / (g - 1) * sum(psi^2))
  c(list(estimate = mean(x), se = se, df = g - 1), bounds(mean(x), qt(.975, g - 1) * se))
}
plain_mean <- function(x) {
  test <- t.test(x)
  list(estimate = unname(test$estimate), se = test$stderr, df = unname(test$parameter), low = test$conf.int[1], high = test$conf.int[2])
}
write_fixture("one-mean", list(
  list(name = "sleep", call = "t.test(x)", x = sleep$extra, expected = plain_mean(sleep$extra)),
  list(name = "three people", call = "t.test(x)", x = c(1, 2, 4), expected = plain_mean(c(1, 2, 4))),
  list(name = "an offset of 1e9", call = "t.test(x)", x = sleep$extra + 1e9, expected = plain_mean(sleep$extra + 1e9)),
  list(name = "heavy tails", call = "t.test(x)", x = heavy_x, expected = plain_mean(heavy_x)),
  list(name = "ChickWeight, a chick is a team", call = "aggregate(psi, list(team), sum)", x = ChickWeight$weight,
       teams = as.numeric(as.character(ChickWeight$Chick)), expected = clustered_mean(ChickWeight$weight, ChickWeight$Chick)),
  list(name = "sleep, a person is a team", call = "aggregate(psi, list(team), sum)", x = sleep$extra,
       teams = as.numeric(sleep$ID), expected = clustered_mean(sleep$extra, sleep$ID))
))

# ---- two cohorts -----------------------------------------------------------------------------------------------------

welch_ratio <- function(x, y) {
  a <- var(x) / length(x) / mean(x)^2
  b <- var(y) / length(y) / mean(y)^2
  df <- (a + b)^2 / (a^2 / (length(x) - 1) + b^2 / (length(y) - 1))
  list(se = sqrt(a + b), df = df)
}
clustered <- function(psi, team) {
  sums <- aggregate(psi, list(team), sum)$x
  g <- length(sums)
  list(se = sqrt(g / (g - 1) * sum(sums^2)), df = g - 1)
}
with_bounds <- function(estimate, error, scale = identity) {
  b <- bounds(estimate, qt(.975, error$df) * error$se)
  list(estimate = scale(estimate), se = error$se, df = error$df, low = scale(b$low), high = scale(b$high))
}
two_means <- function(x, y, teams_x = NULL, teams_y = NULL) {
  mx <- mean(x); my <- mean(y); nx <- length(x); ny <- length(y)
  if (is.null(teams_x)) {
    test <- t.test(x - x[1], y - x[1]) # at an offset of 1e9 t.test() itself loses digits
    difference <- list(estimate = mean(x - x[1]) - mean(y - x[1]), se = test$stderr, df = unname(test$parameter), low = test$conf.int[1], high = test$conf.int[2])
    error <- welch_ratio(x, y)
  } else {
    team <- c(teams_x, teams_y)
    difference <- with_bounds(mx - my, clustered(c((x - mx) / nx, -(y - my) / ny), team))
    error <- clustered(c((x - mx) / nx / mx, -(y - my) / ny / my), team)
  }
  list(difference = difference, ratio = if (mx > 0 && my > 0) with_bounds(log(mx / my), error, exp))
}
superiority <- function(x, y, teams_x = NULL, teams_y = NULL) {
  nx <- length(x); ny <- length(y)
  all <- rank(c(x, y))
  v <- (all[seq_len(nx)] - rank(x)) / ny
  w <- 1 - (all[nx + seq_len(ny)] - rank(y)) / nx
  theta <- mean(v)
  if (is.null(teams_x)) {
    a <- sum((v - theta)^2) / (nx - 1) / nx
    b <- sum((w - theta)^2) / (ny - 1) / ny
    error <- list(se = sqrt(a + b), df = (a + b)^2 / (a^2 / (nx - 1) + b^2 / (ny - 1)))
  } else error <- clustered(c((v - theta) / nx, (w - theta) / ny), c(teams_x, teams_y))
  if (min(nx, ny) < 30) {
    b <- bounds(qlogis(theta), qt(.975, error$df) * error$se / (theta * (1 - theta)))
    b <- lapply(b, plogis)
  } else b <- lapply(bounds(theta, qt(.975, error$df) * error$se), function(x) min(1, max(0, x)))
  list(estimate = theta, se = error$se, df = error$df, low = b$low, high = b$high, cliffs_delta = 2 * theta - 1)
}
n <- 50000
big <- list(name = "large", x = large(n, 104729), y = large(n, 1299709))
big_teams <- c(big, list(teams_x = large_teams(n), teams_y = large_teams(n)))
run <- function(f, pair) do.call(f, pair[setdiff(names(pair), "name")])
data_of <- function(pair) pair[setdiff(names(pair), "name")]

write_fixture("two-means", c(
  lapply(pairs, function(pair) c(list(name = pair$name, call = if (is.null(pair$teams_x)) "t.test(x, y)" else "aggregate(psi, list(team), sum)"),
    data_of(pair), list(expected = run(two_means, pair)))),
  list(list(name = "50,000 each", call = "t.test(x, y)", large = TRUE, expected = run(two_means, big)),
       list(name = "50,000 each in 700 teams", call = "aggregate(psi, list(team), sum)", large = TRUE, teams = TRUE, expected = run(two_means, big_teams)),
       list(name = "sleep, paired", call = "t.test(x, y, paired = TRUE)", x = pairs[[2]]$x, y = pairs[[2]]$y,
            teams_x = pairs[[2]]$teams_x, teams_y = pairs[[2]]$teams_y,
            expected = with(t.test(pairs[[2]]$x, pairs[[2]]$y, paired = TRUE), list(
              difference = list(estimate = unname(estimate), se = stderr, df = unname(parameter), low = conf.int[1], high = conf.int[2]), ratio = NULL))))
))
write_fixture("superiority", c(
  lapply(pairs, function(pair) c(list(name = pair$name, call = "rank(c(x, y)), rank(x), rank(y)"), data_of(pair), list(expected = run(superiority, pair)))),
  list(list(name = "50,000 each", call = "rank(c(x, y)), rank(x), rank(y)", large = TRUE, expected = run(superiority, big)),
       list(name = "50,000 each in 700 teams", call = "rank(c(x, y)), rank(x), rank(y)", large = TRUE, teams = TRUE, expected = run(superiority, big_teams)))
))

same_people <- function(name, x, y, teams = NULL) {
  test <- t.test(x, y, paired = TRUE)
  difference <- list(estimate = unname(test$estimate), se = test$stderr, df = unname(test$parameter), low = test$conf.int[1], high = test$conf.int[2])
  if (!is.null(teams)) difference <- clustered_mean(x - y, teams)
  c(list(name = name, call = if (is.null(teams)) "t.test(x, y, paired = TRUE)" else "aggregate(psi, list(team), sum)", x = x, y = y),
    if (!is.null(teams)) list(teams = teams), list(expected = difference))
}
exp_of <- function(it) list(estimate = exp(it$estimate), se = it$se, df = it$df, low = exp(it$low), high = exp(it$high))
geometric_case <- function(name, x, y) list(name = name, call = "exp(t.test(log(x))$conf.int), exp(t.test(log(x), log(y))$conf.int)", x = x, y = y,
  expected = list(one = exp_of(plain_mean(log(x))), ratio = exp_of(two_means(log(x), log(y))$difference)))
write_fixture("geometric-means", list(
  geometric_case("ChickWeight at day 21", last_weights$weight[last_weights$Diet == 3], last_weights$weight[last_weights$Diet == 1]),
  geometric_case("three people each", c(1, 2, 4), c(2, 2, 9)),
  geometric_case("heavy tails", abs(heavy_x), abs(heavy_y)),
  geometric_case("over twelve powers of ten", 10^c(-6, 0, 0, 6), 10^c(-5, -1, 2)),
  geometric_case("complete separation", c(11, 14, 12, 19), c(1, 2, 3, 4))
))
grew <- feed_of(3)
write_fixture("paired-means", list(
  same_people("sleep", sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2]),
  same_people("anscombe, ties", anscombe$x1, anscombe$x4),
  same_people("three people", c(1, 2, 4), c(2, 2, 9)),
  same_people("mostly zeros", c(rep(0, 40), 1, 2, 7), c(rep(0, 41), 3, 1)),
  same_people("complete separation", c(11, 14, 12, 19), c(1, 2, 3, 4)),
  same_people("an offset of 1e9", sleep$extra[sleep$group == 1] + 1e9, sleep$extra[sleep$group == 2] + 1e9),
  same_people("heavy tails", heavy_x[1:45], heavy_y),
  same_people("ChickWeight, day 21 after day 10, in four teams", grew$weight.21, grew$weight.10, seq_len(nrow(grew)) %% 4),
  same_people("mostly zeros in seven teams", c(rep(0, 40), 1, 2, 7), c(rep(0, 41), 3, 1), 1:43 %% 7)
))

# ---- shares ----------------------------------------------------------------------------------------------------------

wilson <- function(k, n) as.numeric(suppressWarnings(prop.test(k, n, correct = FALSE))$conf.int)
newcombe <- function(k1, n1, k2, n2) {
  a <- wilson(k1, n1); b <- wilson(k2, n2); p1 <- k1 / n1; p2 <- k2 / n2; d <- p1 - p2
  list(estimate = d, low = d - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), high = d + sqrt((a[2] - p1)^2 + (p2 - b[1])^2))
}
shares <- list(c(0, 5), c(5, 5), c(1, 3), c(19, 20), c(56, 70), c(48, 80), c(500, 1000), c(12345, 1000000))
admitted <- apply(UCBAdmissions, c(1, 2), sum)
counts <- c(admitted["Admitted", "Male"], sum(admitted[, "Male"]), admitted["Admitted", "Female"], sum(admitted[, "Female"]))
quads <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(0, 10, 0, 10), c(10, 10, 0, 10), c(5, 5, 3, 50), unname(counts))
write_fixture("shares", c(
  lapply(shares, function(s) list(name = paste(s, collapse = " of "), call = "prop.test(k, n, correct = FALSE)$conf.int", wilson = s,
    expected = list(estimate = s[1] / s[2], low = wilson(s[1], s[2])[1], high = wilson(s[1], s[2])[2]))),
  lapply(quads, function(q) list(name = paste(q, collapse = ", "), call = "Newcombe's method 10 from prop.test(k, n, correct = FALSE)$conf.int",
    newcombe = q, expected = do.call(newcombe, as.list(q))))
))

# ---- standardised ----------------------------------------------------------------------------------------------------

standardised <- function(d) { # columns: first (TRUE for the cohort standardised to), value, team, and one column a level
  levels <- grep("^level", names(d), value = TRUE)
  for (level in levels) {
    size <- table(d[[level]], factor(d$first, c(TRUE, FALSE)))
    good <- rownames(size)[pmin(size[, 1], size[, 2]) >= 5]
    d$stratum <- d[[level]]
    without <- mean(!(d$stratum[d$first] %in% good))
    if (without <= .2) break
  }
  crude <- mean(d$value[d$first]) - mean(d$value[!d$first])
  d <- d[d$stratum %in% good, ]
  m1 <- tapply(d$value[d$first], d$stratum[d$first], mean)[good]
  m0 <- tapply(d$value[!d$first], d$stratum[!d$first], mean)[good]
  n1 <- table(d$stratum[d$first])[good]; n0 <- table(d$stratum[!d$first])[good]
  w <- n1 / sum(n1)
  D <- sum(w * (m1 - m0)); M1 <- sum(w * m1); M0 <- sum(w * m0)
  s <- d$stratum
  psi <- ifelse(d$first, w[s] * (d$value - m1[s]) / n1[s] + (m1[s] - m0[s] - D) / sum(n1), -w[s] * (d$value - m0[s]) / n0[s])
  ratio_psi <- ifelse(d$first, (d$value - M1) / sum(n1) / M1 - (m0[s] - M0) / sum(n1) / M0, -w[s] * (d$value - m0[s]) / n0[s] / M0)
  list(level = match(level, levels) - 1, share_without = without, n_people = c(sum(n1), sum(n0)),
       difference = with_bounds(D, clustered(as.numeric(psi), d$team)),
       ratio = with_bounds(log(M1 / M0), clustered(as.numeric(ratio_psi), d$team), exp),
       strata = length(good), against = sum((m1 - m0) * crude < 0))
}
standard_case <- function(name, d) {
  side <- function(first) {
    rows <- d[d$first == first, ]
    list(values = rows$value, teams = rows$team,
         strata = unname(apply(rows[, grep("^level", names(rows)), drop = FALSE], 1, function(r) I(unname(r)), simplify = FALSE)))
  }
  list(name = name, call = "tapply(value, stratum, mean), aggregate(psi, list(team), sum)", x = side(TRUE), y = side(FALSE), expected = standardised(d))
}
applicants <- as.data.frame(UCBAdmissions)
applicants <- applicants[rep(seq_len(nrow(applicants)), applicants$Freq), ]
berkeley <- data.frame(first = applicants$Gender == "Male", value = as.numeric(applicants$Admit == "Admitted"),
                       team = seq_len(nrow(applicants)) %% 97, level1 = as.character(applicants$Dept), level2 = "all")
looms_all <- data.frame(first = warpbreaks$wool == "A", value = warpbreaks$breaks, team = seq_len(54) %% 11,
                        level1 = as.character(warpbreaks$tension), level2 = "all")
fertility <- data.frame(first = infert$case == 1, value = infert$spontaneous, team = seq_len(nrow(infert)) %% 13,
                        level1 = paste(infert$education, infert$parity, infert$induced), level2 = paste(infert$education, infert$parity),
                        level3 = as.character(infert$education), level4 = "all")
thin <- fertility[c(1:6, 84:110), ]
write_fixture("standardised", list(
  standard_case("UCBAdmissions, men and women by department", berkeley),
  standard_case("warpbreaks, wool by tension", looms_all),
  standard_case("infert, a coarser level is needed", fertility),
  standard_case("infert, only the coarsest level will do", thin)
))

against_case <- function(name, first, value, stratum) {
  size <- table(stratum, factor(first, c(TRUE, FALSE)))
  gap <- vapply(rownames(size)[pmin(size[, 1], size[, 2]) >= 5], function(s) mean(value[first & stratum == s]) - mean(value[!first & stratum == s]), 0)
  side <- function(f) list(values = I(value[f]), strata = lapply(stratum[f], I))
  list(name = name, call = "mean(value[first & stratum == s]) - mean(value[!first & stratum == s])", x = side(first), y = side(!first),
       expected = list(strata = length(gap), against = sum(gap * (mean(value[first]) - mean(value[!first])) < 0)))
}
sides <- function(n) seq_len(n) %% 2 == 0
large_against <- against_case("50,000 in 13 strata", seq_len(50000) %% 17 < 8, large(50000, 104729), paste("stratum", seq_len(50000) %% 13))
write_fixture("strata-against", list(
  against_case("airquality by month, ties", airquality$Wind > 9.7, airquality$Temp, paste(airquality$Month)),
  against_case("InsectSprays: zeros", sides(72), InsectSprays$count, as.character(InsectSprays$spray)),
  against_case("an offset of 1e9", sides(72), InsectSprays$count + 1e9, as.character(InsectSprays$spray)),
  against_case("all strata the other way", rep(c(TRUE, FALSE, TRUE, FALSE), c(30, 6, 6, 30)), rep(c(9, 10, 1, 2), c(30, 6, 6, 30)), rep(c("a", "b"), each = 36)),
  against_case("complete separation", rep(c(TRUE, FALSE), 20), rep(c(11, 1), 20) + 1:40 / 100, rep(c("a", "b"), each = 20)),
  against_case("constant", rep(c(TRUE, FALSE), 20), rep(.1, 40), rep(c("a", "b"), each = 20)),
  against_case("three people", c(TRUE, TRUE, FALSE), c(1, 4, 2), c("a", "a", "a")),
  c(large_against[c("name", "call")], list(large = TRUE), large_against["expected"])
))

source(file.path(dirname(folder), "impact.R"))
source(file.path(dirname(folder), "cohorts.R"))
source(file.path(dirname(folder), "survey.R"))
source(file.path(dirname(folder), "association.R"))
source(file.path(dirname(folder), "callaway-santanna.R"))
source(file.path(dirname(folder), "trials.R"))
source(file.path(dirname(folder), "buckets.R"))
