using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotIncludedTests
{
    [Fact]
    public Task What_has_no_registry_includes_nothing() =>
        Rule.IsSilent(Plugins.Application(Plugins.Slack.AsAssembly()), "namespace Shop; internal static class Nothing;");
}
