using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Rules;

/// <summary>Spells the key of a keyed service so that it equals the one in the attribute, its type included.</summary>
internal static class ServiceKey
{
    /// <summary>An expression, or <see langword="null"/> for a key that cannot be repeated.</summary>
    public static string? Expression(TypedConstant key) => key switch
    {
        { Kind: TypedConstantKind.Error or TypedConstantKind.Array } => null,
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Enum, Type: { } type } => IsAccessible(type) ? $"({CSharpText.FullName(type)})({Primitive(key.Value!)})" : null,
        { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } =>
            IsAccessible(type) && (type.IsUnboundGenericType || !type.IsBroken()) ? $"typeof({CSharpText.FullName(type)})" : null,
        { Kind: TypedConstantKind.Primitive, Value: string or bool or char or int } => Primitive(key.Value!),
        { Kind: TypedConstantKind.Primitive, Type: { } type, Value: byte or sbyte or short or ushort or uint or long or ulong } =>
            $"({CSharpText.FullName(type)})({Primitive(key.Value!)})",
        _ => null,
    };

    private static string Primitive(object value) => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);

    private static bool IsAccessible(ITypeSymbol type) =>
        type.Blocking() is null && (type as INamedTypeSymbol)?.TypeArguments.All(argument => argument.TypeKind == TypeKind.Error || IsAccessible(argument)) != false;
}
