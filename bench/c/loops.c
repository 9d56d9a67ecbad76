// The questions as plain loops over the columns of the journey table, one thread: what the machine allows.
// Usage: loops DIR QUESTION RUNS. Prints one line "ms <milliseconds>" per run, then the rows, tab-separated.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CHANNELS = 8, DAYS = 181, PAGES = 5001, ITEMS = 1000000, COUNTRIES = 60, CAMPAIGNS = 200 };
enum { PRODUCT_VIEW = 2, ADD_TO_CART = 3, PURCHASE = 5, CALL_START = 6, DIRECT = 1 };
static const char *channels[] = {"", "direct", "seo", "sem", "email", "social", "display", "affiliate", "call_center"};
static const double START = 1767225600000.0, DAY = 86400000.0;

static const char *folder;
static size_t events;
static uint32_t *starts, persons;
static const double *times, *revenue;
static const uint8_t *event, *channel, *country;
static const uint16_t *page, *campaign;
static const uint32_t *item;

static const void *column(const char *name, size_t width) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  int file = open(path, O_RDONLY);
  struct stat info;
  if (file < 0 || fstat(file, &info)) { perror(path); exit(1); }
  void *data = malloc(info.st_size);
  for (size_t done = 0; done < (size_t)info.st_size;) {
    ssize_t got = read(file, (char *)data + done, info.st_size - done);
    if (got <= 0) { perror(path); exit(1); }
    done += got;
  }
  close(file);
  events = info.st_size / width;
  return data;
}

static void load_persons(void) {
  const uint64_t *person = column("person", 8);
  starts = malloc((events + 1) * sizeof *starts);
  for (size_t i = 0; i < events; i++)
    if (i == 0 || person[i] != person[i - 1]) starts[persons++] = i;
  starts[persons] = events;
  free((void *)person);
}

static uint64_t *counts, *people;
static uint32_t *seen;
static double *sums;

static void clear(size_t groups) {
  if (!counts) {
    counts = malloc(groups * 8), people = malloc(groups * 8), seen = malloc(groups * 4), sums = malloc(groups * 8);
  }
  memset(counts, 0, groups * 8);
  memset(people, 0, groups * 8);
  memset(seen, 0, groups * 4);
  memset(sums, 0, groups * 8);
}

#define TALLY(key) \
  do { \
    uint32_t k = (key); \
    counts[k]++; \
    if (seen[k] != p + 1) seen[k] = p + 1, people[k]++; \
  } while (0)

static void trend(void) {
  clear(DAYS * (CHANNELS + 1));
  for (uint32_t p = 0; p < persons; p++)
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++)
      TALLY((uint32_t)((times[i] - START) / DAY) * (CHANNELS + 1) + channel[i]);
}
static void top_pages(void) {
  clear(PAGES);
  for (uint32_t p = 0; p < persons; p++)
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) TALLY(page[i]);
}
static void high_cardinality(void) {
  clear(ITEMS);
  for (uint32_t p = 0; p < persons; p++)
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) TALLY(item[i]);
}
static void breakdown(void) {
  clear(COUNTRIES * CAMPAIGNS);
  for (uint32_t p = 0; p < persons; p++)
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) {
      TALLY(country[i] * CAMPAIGNS + campaign[i]);
      sums[country[i] * CAMPAIGNS + campaign[i]] += revenue[i];
    }
}
static void sessions(void) {
  clear(CHANNELS + 1);
  for (uint32_t p = 0; p < persons; p++) {
    double before = -1e15;
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) {
      if (times[i] - before > 1800000) counts[channel[i]]++;
      before = times[i];
    }
  }
}
static void fallout(void) {
  static const uint8_t steps[] = {PRODUCT_VIEW, ADD_TO_CART, PURCHASE, 255};
  clear(4);
  for (uint32_t p = 0; p < persons; p++) {
    int level = 0;
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++)
      if (event[i] == steps[level]) counts[level++]++;
  }
}
static void sequence_segment(void) {
  clear(CHANNELS + 1);
  for (uint32_t p = 0; p < persons; p++) {
    double viewed = -1e15;
    int hit = 0;
    for (uint32_t i = starts[p]; i < starts[p + 1] && !hit; i++) {
      if (event[i] == PRODUCT_VIEW) viewed = times[i];
      hit = event[i] == CALL_START && times[i] - viewed <= 7 * DAY;
    }
    if (!hit) continue;
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) TALLY(channel[i]);
  }
}
static void last_touch(void) {
  clear(CHANNELS + 1);
  for (uint32_t p = 0; p < persons; p++) {
    uint8_t touch = 0;
    for (uint32_t i = starts[p]; i < starts[p + 1]; i++) {
      if (channel[i] != DIRECT) touch = channel[i];
      sums[touch] += revenue[i];
    }
  }
}

static void print_trend(void) {
  for (int day = 0; day < DAYS; day++)
    for (int c = 1; c <= CHANNELS; c++) {
      size_t k = day * (CHANNELS + 1) + c;
      time_t at = START / 1000 + day * 86400L;
      char text[16];
      strftime(text, sizeof text, "%Y-%m-%d", gmtime(&at));
      if (counts[k]) printf("%s\t%s\t%lu\t%lu\n", text, channels[c], counts[k], people[k]);
    }
}
static void print_pages(void) {
  for (int k = 0; k < PAGES; k++)
    if (counts[k]) printf("/p/%d\t%lu\t%lu\n", k, counts[k], people[k]);
}
static void print_items(void) {
  for (int k = 0; k < ITEMS; k++)
    if (counts[k]) printf("i%d\t%lu\t%lu\n", k, counts[k], people[k]);
}
static void print_breakdown(void) {
  for (int k = 0; k < COUNTRIES * CAMPAIGNS; k++)
    if (counts[k]) printf("c%d\tcmp%d\t%lu\t%lu\t%.17g\n", k / CAMPAIGNS, k % CAMPAIGNS, counts[k], people[k], sums[k]);
}
static void print_sessions(void) {
  for (int c = 1; c <= CHANNELS; c++) printf("%s\t%lu\n", channels[c], counts[c]);
}
static void print_fallout(void) { printf("%lu\t%lu\t%lu\n", counts[0], counts[1], counts[2]); }
static void print_segment(void) {
  for (int c = 1; c <= CHANNELS; c++) printf("%s\t%lu\t%lu\n", channels[c], counts[c], people[c]);
}
static void print_touches(void) {
  for (int c = 0; c <= CHANNELS; c++)
    if (sums[c]) printf("%s\t%.17g\n", channels[c], sums[c]);
}

#define TIMES (times = column("time", 8))
#define CHANNEL (channel = column("channel", 1))
#define EVENT (event = column("event", 1))
static void load_trend(void) { TIMES, CHANNEL; }
static void load_pages(void) { page = column("page", 2); }
static void load_items(void) { item = column("item_id", 4); }
static void load_breakdown(void) {
  country = column("country", 1), campaign = column("campaign", 2), revenue = column("revenue", 8);
}
static void load_events(void) { EVENT; }
static void load_segment(void) { TIMES, CHANNEL, EVENT; }
static void load_touches(void) { CHANNEL, revenue = column("revenue", 8); }

static const struct { const char *id; void (*load)(void), (*run)(void), (*print)(void); } questions[] = {
  {"trend", load_trend, trend, print_trend},
  {"top-pages", load_pages, top_pages, print_pages},
  {"sessions", load_trend, sessions, print_sessions},
  {"fallout", load_events, fallout, print_fallout},
  {"sequence-segment", load_segment, sequence_segment, print_segment},
  {"breakdown", load_breakdown, breakdown, print_breakdown},
  {"high-cardinality", load_items, high_cardinality, print_items},
  {"last-touch", load_touches, last_touch, print_touches},
};

int main(int count, char **arguments) {
  if (count != 4) return 2;
  folder = arguments[1];
  for (size_t q = 0; q < sizeof questions / sizeof *questions; q++) {
    if (strcmp(questions[q].id, arguments[2])) continue;
    load_persons();
    questions[q].load();
    for (int run = 0; run < atoi(arguments[3]); run++) {
      struct timespec from, to;
      clock_gettime(CLOCK_MONOTONIC, &from);
      questions[q].run();
      clock_gettime(CLOCK_MONOTONIC, &to);
      printf("ms %f\n", (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) / 1e6);
    }
    questions[q].print();
    return 0;
  }
  return 2;
}
