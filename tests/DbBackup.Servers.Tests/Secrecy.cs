using System.Text;

namespace DbBackup.Servers.Tests;

/// <summary>Runs of the published tool with secrets that are easy to find again, and a look at everything that came of them.</summary>
internal sealed class Secrecy(PublishedTool tool, BackupApp app, string programs)
{
    public const string Password = "canary-password-5eed";

    private const string WrongPassword = "canary-wrong-0bad", Passphrase = "canary-passphrase-c0de", OtherPassphrase = "canary-other-77aa", Foreign = "canary-foreign-91ce", Ping = "canary-ping-b33f";

    private const string NoKey = "canary-no-key-4d1f";

    // A client program reads its password from there, and only its owner can.
    private const string FileOfPassword = "/dbbackup-secret-";

    private readonly List<string> _secrets = [Password, WrongPassword, Passphrase, OtherPassphrase, Foreign, Ping, NoKey];

    private readonly Dictionary<string, string> _environment = new()
    {
        ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
        ["SHOP_PASSWORD"] = Password,
        ["OTHER_TOKEN"] = Foreign,
    };

    /// <summary>Everything that there is to do with a database, by each way to give its password, and everything that can fail.</summary>
    /// <param name="source">The database, with the password in the connection string.</param>
    /// <param name="copy">Another, which is not there, without a password.</param>
    /// <param name="connector">The connector.</param>
    public async Task RunEverythingAsync(string source, string copy, string connector)
    {
        foreach (var (name, secret) in ((string, string)[])[("password", Password), ("wrong", WrongPassword), ("passphrase", Passphrase), ("other", OtherPassphrase)])
            await File.WriteAllTextAsync(app[name], $"{secret}\n");
        app.Configure("shop", source, ("Connector", connector))
            .Configure("copy", copy, ("Connector", connector), ("PasswordVariable", "SHOP_PASSWORD"))
            .Configure("nobody", copy, ("Connector", connector), ("PasswordFile", app["wrong"]));

        await FailAsync("check", "-v");
        await SucceedAsync("backup", "-d", "shop", "-z", "none", "-v");
        await SucceedAsync("restore", "-d", "copy", "--from", "shop", "-y", "-v");
        _environment["DBBACKUP_Encryption__PassphraseFile"] = app["passphrase"];
        await SucceedAsync("backup", "-d", "shop", "-e", "--json");
        await SucceedAsync("backup", "-d", "copy", "-e", "-v");
        await SucceedAsync("verify", "--all", "-v");
        await SucceedAsync("drill", "-d", "copy", "-v");
        await SucceedAsync("list", "--json");
        await FailAsync("backup", "-d", "nobody", "-v");
        await FailAsync("restore", "-d", "nobody", "--from", "shop", "-y", "-v");
        _environment["DBBACKUP_Encryption__PassphraseFile"] = app["other"];
        await FailAsync("restore", "-d", "copy", "-y", "-v");
        await FailAsync("verify", "-v");
        _environment.Remove("DBBACKUP_Encryption__PassphraseFile");
        await RunWithKeysAsync();
        _environment["DBBACKUP_Health__PingUrl"] = $"http://127.0.0.1:1/{Ping}?key={Ping}";
        await FailAsync("backup", "-d", "copy", "-v");
        await FailAsync("health", "-v");
        app.Configure("shop", source.Replace("127.0.0.1", "127.0.0.9", StringComparison.Ordinal), ("Connector", connector));
        await FailAsync("backup", "-d", "shop", "-v");
        app.Configure("shop", source + ";Passwrod=x", ("Connector", connector));
        await FailAsync("backup", "-d", "shop", "-v");
        foreach (var file in app.Files)
            RequireNone(Path.GetFileName(file), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
    }

    private async Task RunWithKeysAsync()
    {
        var (ours, other) = (await KeygenAsync("ours"), await KeygenAsync("other"));
        _environment["DBBACKUP_Encryption__IdentityVariable"] = "SHOP_KEY";
        _environment["DBBACKUP_Encryption__Recipients__0"] = ours.Public;
        _environment["SHOP_KEY"] = ours.Private;
        await SucceedAsync("backup", "-d", "copy", "-e", "-v");
        await SucceedAsync("restore", "-d", "copy", "-y", "-v");
        await SucceedAsync("drill", "-d", "copy", "-v");
        _environment["SHOP_KEY"] = other.Private;
        await FailAsync("restore", "-d", "copy", "-y", "-v");
        _environment["SHOP_KEY"] = $"{ours.Private}\n{NoKey}";
        await FailAsync("restore", "-d", "copy", "-y", "-v");
    }

    /// <summary>Makes a pair of keys: the private one is written to its file, and nowhere else.</summary>
    private async Task<(string Public, string Private)> KeygenAsync(string name)
    {
        var file = $"{name}.key";
        var (end, trace) = await tool.TraceAsync(app["."], _environment, "keygen", "--output-path", app[file], "-v");
        end.Succeeded();
        var lines = await File.ReadAllLinesAsync(app[file]);
        _secrets.Add(lines[^1]);
        RequireNoneOf("keygen", end, trace.Where(line => !line.Contains($"/{file}>", StringComparison.Ordinal)));
        return (lines[1].Split(' ')[^1], lines[^1]);
    }

    private async Task SucceedAsync(params string[] arguments) => (await RunAsync(arguments)).Succeeded();

    private async Task FailAsync(params string[] arguments) => Assert.NotEqual(0, (await RunAsync(arguments)).ExitCode);

    private async Task<Ended> RunAsync(string[] arguments)
    {
        var (end, trace) = await tool.TraceAsync(app["."], _environment, [.. arguments, "--config", app.Write()]);
        RequireNoneOf(string.Join(' ', arguments), end, trace.Where(line => !(line.Contains("write", StringComparison.Ordinal) && line.Contains(FileOfPassword, StringComparison.Ordinal))));
        return end;
    }

    private void RequireNoneOf(string what, Ended end, IEnumerable<string> trace)
    {
        RequireNone($"the output of {what}", end.Output);
        RequireNone($"the errors of {what}", end.Error);
        foreach (var line in trace)
            RequireNone(what, line);
    }

    private void RequireNone(string where, string text)
    {
        foreach (var secret in _secrets.SelectMany(s => (string[])[s, Convert.ToBase64String(Encoding.UTF8.GetBytes(s))]))
            Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{secret} is in {where}: {text[..Math.Min(text.Length, 600)]}");
    }
}
