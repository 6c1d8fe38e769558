using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddBaseTests
{
    [Fact]
    public Task The_base_class_comes_before_interfaces() => Fix<AddBaseFix>.Corrects(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0031RegistryWrongBase,
        "Derive 'Registry' from ReceiverRegistry",
        """
        using System;

        namespace Shop;

        [DbBackup.Signals.ReceiverRegistry]
        internal sealed partial class Registry : IDisposable { public void Dispose() { } }

        """,
        """
        using System;
        using DbBackup.Signals;

        namespace Shop;

        [DbBackup.Signals.ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry, IDisposable { public void Dispose() { } }

        """);
}
