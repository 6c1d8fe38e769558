using Shop;

var data = new ShopData("shop-data");
if (args.Length == 0)
    return await new Tour(data, Console.Out, new FoldedWriter(Console.Out, width: 80)).RunAsync();

data.CreateOnFirstRun();
return await ShopApp.Create(args, data).RunAsync();
