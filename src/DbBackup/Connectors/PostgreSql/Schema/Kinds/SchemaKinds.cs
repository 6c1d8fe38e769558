namespace DbBackup.Connectors;

/// <summary>The readers of everything that is no relation.</summary>
internal static class SchemaKinds
{
    /// <summary>All of them, in the order in which they read. <see cref="AspectReader"/> runs after these and after those of relations.</summary>
    public static IReadOnlyList<SchemaReader> All =>
    [
        new NamespaceReader(), new ExtensionReader(), new EnumReader(), new CompositeReader(), new DomainReader(), new RangeReader(),
        new BaseTypeReader(), new FunctionReader(), new AggregateReader(), new OperatorReader(), new ShellOperatorReader(), new OperatorFamilyReader(),
        new OperatorClassReader(), new CastReader(), new CollationReader(), new ConversionReader(), new TextSearchParserReader(),
        new TextSearchTemplateReader(), new TextSearchDictionaryReader(), new TextSearchConfigurationReader(), new LanguageReader(),
        new TransformReader(), new AccessMethodReader(), new ForeignDataWrapperReader(), new ForeignServerReader(), new UserMappingReader(),
        new EventTriggerReader(), new PublicationReader(), new SubscriptionReader(), new LargeObjectReader(),
        new DefaultPrivilegeReader(), new DatabaseReader(),
    ];
}
