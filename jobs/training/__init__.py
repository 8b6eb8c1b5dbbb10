"""Training data: articles with the spans that a careful reader marked, in forms that tools for learning read.

`from_gold.from_gold` is one source of such articles, and any function that gives `articles.TrainingArticle` can be
another; `writers.training_writer` takes them from wherever they come. Nothing is trained here.
"""
