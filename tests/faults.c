/* Makes the file system fail: loaded with LD_PRELOAD, armed through ctypes (see faults.py).
 *
 * Calls that change something below one folder are counted while armed; from the n-th on (or the
 * n-th alone) they fail with an errno.  The clock stands still, so that two runs write the same.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, CUT = 8, MOVE = 16, REMOVE = 32, FOLDER = 64, LINK = 128 };

static char folder[PATH_MAX];
static int armed, kinds, first, last, with_errno, seen, failed, failed_kinds;
static time_t now;

void faults_arm(const char *where, int which, int from, int to, int error) {
    snprintf(folder, sizeof folder, "%s", where);
    kinds = which, first = from, last = to, with_errno = error;
    seen = failed = failed_kinds = 0, now = 1729933200, armed = 1;
}
void faults_disarm(void) { armed = 0; }
int faults_seen(void) { return seen; }
int faults_failed(void) { return failed; }
int faults_failed_kinds(void) { return failed_kinds; }

static int fails(const char *path, int kind) {
    if (!(kinds & kind) || strncmp(path, folder, strlen(folder))) return 0;
    seen++;
    if (seen < first || seen > last) return 0;
    if (getenv("FAULTS_TELL")) fprintf(stderr, "fault %d %s\n", kind, path);
    failed++, failed_kinds |= kind;
    errno = with_errno;
    return 1;
}

static int of_descriptor(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}
static int fd_fails(int fd, int kind) {
    char path[PATH_MAX];
    return armed && of_descriptor(fd, path) && fails(path, kind);
}
static int path_fails(int dir, const char *name, int kind) {
    char path[PATH_MAX], base[PATH_MAX];
    if (!armed) return 0;
    if (name[0] == '/') return fails(name, kind);
    if (dir == AT_FDCWD ? !getcwd(base, sizeof base) : !of_descriptor(dir, base)) return 0;
    if (snprintf(path, sizeof path, "%s/%s", base, name) >= (int)sizeof path) return 0;
    return fails(path, kind);
}

#define REAL(name) \
    ({ static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name); real; })
#define BY_FD(kind, type, name, params, ...) \
    type name params { return fd_fails(fd, kind) ? -1 : REAL(name)(__VA_ARGS__); }
#define BY_PATH(kind, name, at, params, ...) \
    int name params { return path_fails(at, path, kind) ? -1 : REAL(name)(__VA_ARGS__); }

BY_FD(WRITE, ssize_t, write, (int fd, const void *b, size_t n), fd, b, n)
BY_FD(WRITE, ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), fd, b, n, o)
BY_FD(WRITE, ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o), fd, b, n, o)
BY_FD(WRITE, ssize_t, sendfile, (int fd, int in, off_t *o, size_t n), fd, in, o, n)
BY_FD(WRITE, ssize_t, sendfile64, (int fd, int in, off64_t *o, size_t n), fd, in, o, n)
BY_FD(SYNC, int, fsync, (int fd), fd)
BY_FD(SYNC, int, fdatasync, (int fd), fd)
BY_FD(CUT, int, ftruncate, (int fd, off_t size), fd, size)
BY_FD(CUT, int, ftruncate64, (int fd, off64_t size), fd, size)
BY_PATH(REMOVE, unlink, AT_FDCWD, (const char *path), path)
BY_PATH(REMOVE, rmdir, AT_FDCWD, (const char *path), path)
BY_PATH(REMOVE, unlinkat, at, (int at, const char *path, int flags), at, path, flags)
BY_PATH(FOLDER, mkdir, AT_FDCWD, (const char *path, mode_t mode), path, mode)
BY_PATH(FOLDER, mkdirat, at, (int at, const char *path, mode_t mode), at, path, mode)
BY_PATH(MOVE, rename, AT_FDCWD, (const char *old, const char *path), old, path)
BY_PATH(MOVE, renameat, at, (int a, const char *old, int at, const char *path), a, old, at, path)
BY_PATH(LINK, link, AT_FDCWD, (const char *old, const char *path), old, path)
BY_PATH(LINK, linkat, at, (int a, const char *old, int at, const char *path, int flags),
        a, old, at, path, flags)

#define WRITES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & O_CREAT))
#define OPENER(name, dir, params, ...) \
    int name params { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (WRITES(flags) && path_fails(dir, path, OPEN)) return -1; \
        return REAL(name)(__VA_ARGS__, flags, mode); \
    }
OPENER(open, AT_FDCWD, (const char *path, int flags, ...), path)
OPENER(open64, AT_FDCWD, (const char *path, int flags, ...), path)
OPENER(openat, dir, (int dir, const char *path, int flags, ...), dir, path)
OPENER(openat64, dir, (int dir, const char *path, int flags, ...), dir, path)

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (now && clock == CLOCK_REALTIME) {
        time->tv_sec = now, time->tv_nsec = 0;
        return 0;
    }
    return REAL(clock_gettime)(clock, time);
}
