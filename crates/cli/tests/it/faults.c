/* A disk that fails: preloaded before the program, it makes the FAULT_AT-th writing call on a file of the record fail.
   FAULT_KIND: eio, enospc, short (half is written, the next call finds the disk full), sync (only fsync and fdatasync
   count, and fail with EIO). FAULT_LASTING: every call after it fails too. FAULT_MARK: a file made when it happens. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int of_record(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "onrecord.db") != NULL;
}

static int is(const char *kind) {
    const char *wanted = getenv("FAULT_KIND");
    return wanted && !strcmp(wanted, kind);
}

/* 0: the call goes through; 1: it fails; 2: the first failure of a short write. */
static int fails(int fd, int sync) {
    const char *at = getenv("FAULT_AT");
    if (!at || is("sync") != sync || !of_record(fd)) return 0;
    long call = atomic_fetch_add(&calls, 1) + 1, wanted = atol(at);
    if (call < wanted || (call > wanted + is("short") && !getenv("FAULT_LASTING"))) return 0;
    const char *mark = getenv("FAULT_MARK");
    if (mark && call == wanted) {
        FILE *file = fopen(mark, "w");
        if (file) fclose(file);
    }
    return is("short") && call == wanted ? 2 : 1;
}

static ssize_t failed(void) {
    errno = is("eio") || is("sync") ? EIO : ENOSPC;
    return -1;
}

#define NEXT(type, name) static type next; if (!next) next = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_at)(int, const void *, size_t, off_t);
typedef ssize_t (*write_on)(int, const void *, size_t);
typedef int (*sync_one)(int);
typedef int (*cut)(int, off_t);

static ssize_t writes(write_at next, int fd, const void *bytes, size_t count, off_t offset) {
    switch (fails(fd, 0)) {
    case 0: return next(fd, bytes, count, offset);
    case 2: return count > 1 ? next(fd, bytes, count / 2, offset) : failed();
    default: return failed();
    }
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    NEXT(write_at, "pwrite");
    return writes(next, fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) {
    NEXT(write_at, "pwrite64");
    return writes(next, fd, bytes, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    NEXT(write_on, "write");
    switch (fails(fd, 0)) {
    case 0: return next(fd, bytes, count);
    case 2: return count > 1 ? next(fd, bytes, count / 2) : failed();
    default: return failed();
    }
}

int ftruncate(int fd, off_t length) {
    NEXT(cut, "ftruncate");
    return fails(fd, 0) ? (int)failed() : next(fd, length);
}

int ftruncate64(int fd, off_t length) {
    NEXT(cut, "ftruncate64");
    return fails(fd, 0) ? (int)failed() : next(fd, length);
}

int fsync(int fd) {
    NEXT(sync_one, "fsync");
    return fails(fd, 1) ? (int)failed() : next(fd);
}

int fdatasync(int fd) {
    NEXT(sync_one, "fdatasync");
    return fails(fd, 1) ? (int)failed() : next(fd);
}
