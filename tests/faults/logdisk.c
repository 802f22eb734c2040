/* A disk that remembers in which order it was written: a FUSE folder with two files.
 *   disk   the image; each write is also appended to the log, and so is each flush (fsync)
 *   mark   what is written here is put into the log alone, between the writes of the disk
 * The log is a row of records: one byte 'W', 'F' or 'M', then little-endian the offset (8 bytes) and the length
 * (4 bytes) of the bytes that follow. tests/faults/disk.py reads it.
 *
 * usage: logdisk IMAGE LOG FOLDER     ends when its parent does
 */
#define FUSE_USE_VERSION 31
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int image_fd, log_fd;
static off_t image_size;

static int is_disk(const char* path) { return strcmp(path, "/disk") == 0; }
static int is_mark(const char* path) { return strcmp(path, "/mark") == 0; }

/* 0 or a negative errno. */
static int note(char kind, off_t offset, const char* bytes, size_t length) {
    unsigned char head[13] = {(unsigned char)kind};
    uint64_t const place = htole64((uint64_t)offset);
    uint32_t const size = htole32((uint32_t)length);
    memcpy(head + 1, &place, sizeof place);
    memcpy(head + 9, &size, sizeof size);
    struct iovec parts[2] = {{head, sizeof head}, {(void*)bytes, length}};
    ssize_t const done = writev(log_fd, parts, 2);
    if (done < 0) return -errno;
    return (size_t)done == sizeof head + length ? 0 : -ENOSPC;
}

static int get_attributes(const char* path, struct stat* found, struct fuse_file_info* open_file) {
    (void)open_file;
    memset(found, 0, sizeof *found);
    int const folder = strcmp(path, "/") == 0;
    if (!folder && !is_disk(path) && !is_mark(path)) return -ENOENT;
    found->st_mode = folder ? S_IFDIR | 0700 : S_IFREG | 0600;
    found->st_nlink = folder ? 2 : 1;
    found->st_size = is_disk(path) ? image_size : 0;
    return 0;
}

static int open_file(const char* path, struct fuse_file_info* file) {
    (void)path;
    file->direct_io = 1; /* nothing may wait in a cache of ours */
    return 0;
}

static int set_size(const char* path, off_t size, struct fuse_file_info* file) {
    (void)size;
    (void)file;
    return is_mark(path) ? 0 : -EPERM;
}

static int read_part(const char* path, char* bytes, size_t length, off_t offset, struct fuse_file_info* file) {
    (void)file;
    if (!is_disk(path)) return 0;
    ssize_t const done = pread(image_fd, bytes, length, offset);
    return done < 0 ? -errno : (int)done;
}

static int write_part(const char* path, const char* bytes, size_t length, off_t offset, struct fuse_file_info* file) {
    (void)file;
    if (is_mark(path)) {
        int const noted = note('M', 0, bytes, length);
        return noted == 0 ? (int)length : noted;
    }
    ssize_t const done = pwrite(image_fd, bytes, length, offset);
    if (done < 0) return -errno;
    int const noted = note('W', offset, bytes, (size_t)done);
    return noted == 0 ? (int)done : noted;
}

static int flush_all(const char* path, int data_only, struct fuse_file_info* file) {
    (void)data_only;
    (void)file;
    return is_disk(path) ? note('F', 0, NULL, 0) : 0;
}

static const struct fuse_operations operations = {
    .getattr = get_attributes,
    .open = open_file,
    .truncate = set_size,
    .read = read_part,
    .write = write_part,
    .fsync = flush_all,
};

int main(int count, char** words) {
    if (count != 4) {
        fprintf(stderr, "usage: logdisk IMAGE LOG FOLDER\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    image_fd = open(words[1], O_RDWR | O_CLOEXEC);
    log_fd = open(words[2], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (image_fd < 0 || log_fd < 0) {
        perror("logdisk");
        return 1;
    }
    image_size = lseek(image_fd, 0, SEEK_END);
    /* In the foreground, one request after another: the log has one order. */
    char* inner[] = {words[0], "-f", "-s", words[3], NULL};
    return fuse_main(4, inner, &operations, NULL);
}
