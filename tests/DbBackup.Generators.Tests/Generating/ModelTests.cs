using System.Reflection;
using DbBackup.Generators.Models;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>
/// Two models are equal exactly when all of their properties are: a property that equality forgets would keep an old table, and one that
/// compares by reference would write every table at each key stroke.
/// </summary>
public sealed class ModelTests
{
    public static TheoryData<Type> Models => [.. typeof(ReceiverModel).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(ReceiverModel).Namespace && type is { IsClass: true, IsAbstract: false } && type.GetMethod("<Clone>$") is not null)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Equality_is_that_of_every_property(Type model)
    {
        var parameters = Constructor(model).GetParameters();
        var first = Make(model, seed: 1);

        Assert.Equal(first, Make(model, seed: 1));
        Assert.Equal(first.GetHashCode(), Make(model, seed: 1).GetHashCode());
        Assert.NotEmpty(parameters);
        foreach (var parameter in parameters)
        {
            object?[] arguments = [.. parameters.Select(other => Value(other.ParameterType, other == parameter ? 2 : 1))];
            Assert.False(first.Equals(Constructor(model).Invoke(arguments)), $"{model.Name}.{parameter.Name} is not compared.");
        }
        Assert.Equal(
            parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            model.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => field.Name.Split('<', '>')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_model_is_tried() => Assert.Contains(Models, model => model.Data == typeof(TableModel));

    private static ConstructorInfo Constructor(Type model) => model.GetConstructors().Single(constructor => constructor.GetParameters() is not [{ ParameterType: var type }] || type != model);

    private static object Make(Type model, int seed) => Constructor(model).Invoke([.. Constructor(model).GetParameters().Select(parameter => Value(parameter.ParameterType, seed))]);

    /// <summary>A value of the type; equal seeds make equal values that are not the same object.</summary>
    private static object Value(Type type, int seed)
    {
        if (type == typeof(string))
            return new string('a', seed);
        if (type == typeof(int))
            return seed;
        if (type == typeof(bool))
            return seed == 2;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(seed)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            return typeof(ModelTests).GetMethod(nameof(Array), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [seed])!;
        return Make(type, seed);
    }

    private static EquatableArray<T> Array<T>(int seed) where T : IEquatable<T> => new T[] { (T)Value(typeof(T), seed) }.ToEquatableArray();
}
