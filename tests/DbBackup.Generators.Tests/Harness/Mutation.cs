using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>A source of the corpus, damaged as it is while somebody types: tokens deleted, doubled, swapped, brought in from elsewhere, a stretch of them missing.</summary>
internal static class Mutation
{
    private const int Stretch = 8;

    private static readonly ImmutableArray<ImmutableArray<string>> Corpus = [.. Harness.Corpus.Sources.Select(Words)];

    // Large numbers, taken modulo what there is: no step can be out of range, however short the text has become.
    private static readonly Gen<(int Kind, int At, int With)[]> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20]).Array[1, 4];

    /// <summary>The mutation of a number: the same one in every run, until the tests' sources change.</summary>
    public static string Of(uint number)
    {
        var random = new PCG(1, number);
        var (first, other) = (Pick(random), Pick(random));
        var words = Corpus[first].ToList();
        foreach (var (kind, at, with) in Steps.Generate(random, null, out _))
            Apply(words, Corpus[other], kind, at, with);
        return string.Concat(words);
    }

    private static int Pick(PCG random) => Gen.Int[0, Corpus.Length - 1].Generate(random, null, out _);

    private static void Apply(List<string> words, ImmutableArray<string> other, int kind, int at, int with)
    {
        if (words.Count < 2)
            return;
        var (i, j) = (at % words.Count, with % words.Count);
        switch (kind)
        {
            case 0: words.RemoveAt(i); break;
            case 1: words.Insert(i, words[j]); break;
            case 2: (words[i], words[j]) = (words[j], words[i]); break;
            case 3: words[i] = other[with % other.Length]; break;
            default: words.RemoveRange(i, Math.Min(Stretch, words.Count - i)); break;
        }
    }

    private static ImmutableArray<string> Words(string source) => [.. SyntaxFactory.ParseTokens(source).Select(token => token.ToFullString())];
}
