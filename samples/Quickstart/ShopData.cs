using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>The shop's data in a folder: two databases, pictures, backups, and what the receivers write.</summary>
internal sealed class ShopData(string folder)
{
    private const int Pictures = 6;

    private const string Schema = """
        CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers, product TEXT NOT NULL, cents INTEGER NOT NULL);
        INSERT INTO customers(name)
            SELECT first.value || ' ' || last.value
            FROM json_each('["Ada","Grace","Alan","Barbara","Edsger","Frances"]') first, json_each('["Ames","Berg","Costa","Dvorak","Eze","Fujita"]') last;
        INSERT INTO orders(customer, product, cents)
            SELECT customers.id, product.value, 100 + (customers.id * 7919 + product.id * 104729) % 9900
            FROM customers, json_each('["kettle","lamp","clock","chair"]') product;
        """;

    private static readonly string[] Databases = ["shop", "production"];
    private static readonly DateTime Painted = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string Folder => folder;

    public string Outbox => Path.Combine(folder, "outbox");

    private string Media => Path.Combine(folder, "media");

    /// <summary>Makes the shop, unless its folder is there: what was deleted later is for a restore to bring back.</summary>
    public void CreateOnFirstRun()
    {
        if (!Directory.Exists(folder))
            Create();
    }

    /// <summary>Makes the shop, and makes it anew where somebody has harmed it.</summary>
    public void Create()
    {
        Directory.CreateDirectory(folder);
        foreach (var database in Databases.Where(name => Problem(name) is not null))
            CreateDatabase(database);
        Directory.CreateDirectory(Media);
        for (var number = 1; number <= Pictures; number++)
            Paint(number);
    }

    /// <summary>Counts and hashes what is there.</summary>
    public ShopState Read()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var customers = Hash(hash, "SELECT id, name FROM customers ORDER BY id");
        var orders = Hash(hash, "SELECT id, customer, product, cents FROM orders ORDER BY id");
        var pictures = Directory.GetFiles(Media).Order(StringComparer.Ordinal).ToList();
        foreach (var picture in pictures)
            hash.AppendData(File.ReadAllBytes(picture));
        return new(customers, orders, pictures.Count, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    /// <summary>What is wrong with a database, in the words of SQLite; <see langword="null"/> when it is whole.</summary>
    public string? Problem(string database)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadOnly);
            using var check = new SqliteCommand("SELECT count(*) FROM orders; PRAGMA integrity_check", connection);
            check.ExecuteScalar();
            return null;
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes over the beginning of the shop's database, and loses a picture.</summary>
    public void Damage()
    {
        using (var database = File.OpenWrite(PathOf("shop")))
            database.Write("This was a database."u8);
        File.Delete(Picture(1));
    }

    public IEnumerable<string> Mails() => Directory.Exists(Outbox) ? Directory.EnumerateFiles(Outbox) : [];

    private string PathOf(string database) => Path.Combine(folder, $"{database}.db");

    private string Picture(int number) => Path.Combine(Media, $"product-{number}.svg");

    private void CreateDatabase(string name)
    {
        File.Delete(PathOf(name));
        using var connection = Open(name, SqliteOpenMode.ReadWriteCreate);
        using var create = new SqliteCommand($"BEGIN; {Schema} COMMIT", connection);
        create.ExecuteNonQuery();
    }

    private void Paint(int number)
    {
        var hue = 360 * number / Pictures;
        File.WriteAllText(Picture(number), $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
              <rect width="100" height="100" fill="hsl({hue},60%,90%)"/>
              <circle cx="50" cy="50" r="{20 + 4 * number}" fill="hsl({hue},60%,50%)"/>
            </svg>
            """);
        File.SetLastWriteTimeUtc(Picture(number), Painted);
    }

    private long Hash(IncrementalHash hash, string query)
    {
        using var connection = Open("shop", SqliteOpenMode.ReadOnly);
        using var command = new SqliteCommand(query, connection);
        using var rows = command.ExecuteReader();
        var count = 0L;
        for (; rows.Read(); count++)
            for (var column = 0; column < rows.FieldCount; column++)
                hash.AppendData(Encoding.UTF8.GetBytes(Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture) + "\n"));
        return count;
    }

    private SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = PathOf(database), Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
