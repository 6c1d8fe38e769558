using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Libraries with receivers, and applications that reference them.</summary>
internal static class Plugins
{
    private static readonly Lazy<Library> CompiledSlack = new(() => Library.Of("Acme.Slack", """
        namespace Acme.Slack;

        public sealed class SlackReceivers
        {
            private SlackReceivers() { }
        }

        internal sealed record Channel(string Name);

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PreMediaBackup, Id = "slack.begin")]
            internal static void Begin(string serverName, [FromServices] Channel? channel) { }

            [Receiver(Signal.PostBackup, Order = 10, Database = "orders", TimeoutSeconds = 30)]
            internal static Task End(DatabaseSettings database, string filename, CancellationToken token) => Task.CompletedTask;
        }
        """));

    /// <summary>Two internal receivers for three signals, and a marker.</summary>
    public static Library Slack => CompiledSlack.Value;

    /// <summary>A library whose public <c>Receivers</c> declares one of this id.</summary>
    public static Library Of(string name, string id) => Library.Of(name, $$"""
        namespace {{name}};

        public sealed class Receivers
        {
            [Receiver(Signal.PreBackup, Id = "{{id}}")]
            public static void Begin() { }
        }
        """);

    /// <summary>A library for which the generator did not run.</summary>
    public static Library Plain(string name, params string[] sources) =>
        new(Project.Compile(new Setup { Assembly = name, WithoutRegistry = true }, sources));

    /// <summary>An application that has no registry besides those in its sources, with these libraries.</summary>
    public static Setup Application(params MetadataReference[] references) => new() { WithoutRegistry = true, References = references };
}
