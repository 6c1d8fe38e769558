using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DbBackup.Cli;

/// <summary>The grammar of the command line. Building it touches neither configuration nor services, so that <c>--help</c> is instant.</summary>
internal sealed class CommandLine
{
    /// <summary>
    /// Stands for the program's name: a <see cref="RootCommand"/> is called like the executable, and one that is called like a verb, as
    /// <c>dbbackup</c> is, makes the parser throw.
    /// </summary>
    private const string ProgramPlaceholder = "<program>";

    private readonly Command _root = new(ProgramPlaceholder, "Backs up databases and media, restores them, and proves that the backups are good.");
    public CommandLine(string program, string version)
    {
        Program = program;
        _root.Options.Add(new HelpOption("--help", "-h") { Description = "Show this help." });
        _root.Options.Add(new VersionOption("--version") { Description = "Show the version.", Action = new VersionAction($"{program} {version}") });
        foreach (var verb in Verbs)
            _root.Subcommands.Add(verb);
        Options.AddTo(_root);
    }

    /// <summary>The program's name.</summary>
    public string Program { get; }

    /// <summary>The verbs, in the order of the help.</summary>
    public IReadOnlyList<Verb> Verbs { get; } =
    [
        new BackupVerb(), new RestoreVerb(), new MediaBackupVerb(), new MediaRestoreVerb(),
        new ListVerb(), new VerifyVerb(), new DrillVerb(), new HealthVerb(), new CleanupVerb(), new UnpinVerb(), new ReceiversVerb(), new CheckVerb(), new KeygenVerb(),
    ];

    /// <summary>The options of every verb.</summary>
    public GlobalOptions Options { get; } = new();

    /// <summary>Reads the arguments. An argument that begins with @ is no response file.</summary>
    public ParseResult Parse(IReadOnlyList<string> args) => _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>Answers <c>--help</c> and <c>--version</c>, which need nothing but the grammar.</summary>
    /// <returns>The answer, or <see langword="null"/> when something else was asked for.</returns>
    public string? Answer(ParseResult parsed)
    {
        if (parsed.Action is not SynchronousCommandLineAction or ParseErrorAction)
            return null;
        using var output = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return output.ToString().Replace(ProgramPlaceholder, Program, StringComparison.Ordinal).TrimEnd();
    }

    private sealed class VersionAction(string text) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
            return ExitCodes.Done;
        }
    }
}
