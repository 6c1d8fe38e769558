/* A provider of security labels that takes every label: PostgreSQL's own for tests is in no package, and needs headers. */
#include <stddef.h>

#ifndef PG_MAJOR
#error "compile with -DPG_MAJOR=15"
#endif

typedef struct
{
    int len, version, funcmaxargs, indexmaxkeys, namedatalen, float8byval;
#if PG_MAJOR >= 15
    char abi_extra[32];
#endif
#if PG_MAJOR >= 18
    const char *name, *module_version;
#endif
} Magic;

extern void register_label_provider(const char *name, void (*check)(const void *object, const char *label));

const Magic *Pg_magic_func(void);
void _PG_init(void);

const Magic *Pg_magic_func(void)
{
    static const Magic magic = {
        sizeof(Magic), PG_MAJOR * 100, 100, 32, 64, 1,
#if PG_MAJOR >= 15
        "PostgreSQL",
#endif
#if PG_MAJOR >= 18
        NULL, NULL,
#endif
    };
    return &magic;
}

static void accept_all(const void *object, const char *label)
{
    (void)object;
    (void)label;
}

void _PG_init(void)
{
    register_label_provider("tests", accept_all);
}
