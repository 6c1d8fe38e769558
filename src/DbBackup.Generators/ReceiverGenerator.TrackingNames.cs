using System.Collections.Immutable;

namespace DbBackup.Generators;

public sealed partial class ReceiverGenerator
{
    /// <summary>The names of the steps, for tests of what an edit runs again.</summary>
    internal static class TrackingNames
    {
        public const string Assembly = nameof(Assembly);
        public const string Receivers = nameof(Receivers);
        public const string Table = nameof(Table);
        public const string Registries = nameof(Registries);
        public const string Libraries = nameof(Libraries);
        public const string Tables = nameof(Tables);
        public const string AnalyzersOff = nameof(AnalyzersOff);
        public const string Invalid = nameof(Invalid);

        /// <summary>Every step, in the order of the pipeline.</summary>
        public static readonly ImmutableArray<string> All = [Assembly, Receivers, Table, Registries, Libraries, Tables, AnalyzersOff, Invalid];
    }
}
